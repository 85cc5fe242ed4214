import { isForTests, roomOf } from '../rooms.ts'
import type { Fault, Project, Rule } from '../project.ts'
import type { Call, Literal, Source } from '../source.ts'
import { isDefinition } from './commands.ts'
import { fileOf, readTexts } from '../../texts/read-texts.ts'
import { locales } from '@convive/kernel'

const shape = /^[a-z]+\/[a-z0-9][a-z0-9-]*$/

/** Every refusal is declared with its status, told in five languages, and can happen; a command lists those it gives. */
export const refusals: Rule = {
  name: 'refusals',
  check: (project) => {
    const declared = declaredIn(project)
    const rooms = new Set([...declared.keys()].map((code) => code.split('/')[0]))
    const code = project.sources.filter((source) => !isForTests(source.path) && !source.path.startsWith('tools/'))
    const used = code.flatMap((source) => codesIn(source).map((literal) => ({ source, literal })))
    const undeclared = used
      .filter(({ literal }) => !declared.has(literal.value))
      .map(({ source, literal }) => fault(source.path, literal.line, `gives ${literal.value}, which no refusals.ts declares`))
    const spoken = new Set(
      code.filter((source) => !isTable(source.path)).flatMap((source) => source.literals.map((one) => one.value)),
    )
    const idle = [...declared]
      .filter(([name]) => !spoken.has(name))
      .map(([name, { path, line }]) => fault(path, line, `declares ${name}, which nothing gives`))
    const texts = readTexts(project.files).messages
    const untold = [...declared].flatMap(([name, { path, line }]) => {
      const words = texts.get(`refusal.${name}`)
      const missing = locales.filter((locale) => (words?.[locale] ?? '').trim() === '')
      return missing.length === 0 ? [] : [fault(path, line, `has no text refusal.${name} in ${missing.join(', ')}`)]
    })
    const orphaned = [...texts.keys()]
      .filter((key) => key.startsWith('refusal.') && !declared.has(key.slice('refusal.'.length)))
      .map((key): Fault => ({ path: fileOf(project.files, key), says: `tells ${key}, which no refusals.ts declares` }))
    return [...undeclared, ...idle, ...untold, ...orphaned, ...code.flatMap((source) => unlisted(source, rooms))]
  },
}

function fault(path: string, line: number, says: string): Fault {
  return { path, line, says }
}

function isTable(path: string): boolean {
  return /^(modules|packages)\/[^/]+\/refusals\.ts$/.test(path)
}

/** The keys of the tables in `refusals.ts`; common ones are those of packages/commands. */
export function declaredIn(project: Project): ReadonlyMap<string, { readonly path: string; readonly line: number }> {
  const tables = project.sources.filter((source) => isTable(source.path))
  return new Map(
    tables.flatMap(({ path, literals }) =>
      literals.filter(({ value }) => shape.test(value)).map(({ value, line }) => [value, { path, line }]),
    ),
  )
}

/** Codes handed to `refuse`, listed under `refusals`, or named as the message of a schema's rule. */
function codesIn(source: Source): readonly Literal[] {
  const given = source.calls.flatMap((call) => {
    if (call.callee === 'refuse') return call.literals.filter(({ under }) => under === undefined || under === 'code')
    return isRuleOfSchema(call) ? call.literals : []
  })
  const named = roomOf(source.path).kind === 'package' ? ['refusals'] : ['refusals', 'message', 'error', 'code']
  const listed = source.literals.filter(({ under }) => under !== undefined && named.includes(under))
  const codes = [...given, ...listed].filter(({ value, open }) => !open && shape.test(value))
  return [...new Map(codes.map((one) => [`${one.value}:${one.line}`, one])).values()]
}

function isRuleOfSchema(call: Call): boolean {
  return /(^z\.|\.)(min|max|length|regex|refine|email|nonempty|gte|lte|gt|lt|int|multipleOf|check|enum|string|number|literal|iso|uuid)$/.test(
    call.callee,
  )
}

/** What a command's own file refuses must stand in its list; the dispatcher's own refusals need not. */
function unlisted(source: Source, rooms: ReadonlySet<string | undefined>): readonly Fault[] {
  const definitions = source.calls.filter(isDefinition)
  if (definitions.length === 0 || roomOf(source.path).kind !== 'module') return []
  const listed = new Set(
    definitions
      .flatMap((call) => call.literals)
      .filter(({ under }) => under === 'refusals')
      .map(({ value }) => value),
  )
  return codesIn(source)
    .filter(
      ({ value, under }) =>
        under !== 'refusals' && !value.startsWith('commands/') && rooms.has(value.split('/')[0]) && !listed.has(value),
    )
    .map(({ value, line }) => fault(source.path, line, `gives ${value} without listing it under refusals`))
}
