import { isCalendarDate } from '@convive/kernel'
import { z } from 'zod'
import type { CodeLists } from './code-list.ts'
import type { DataFault, Parsed } from './data-fault.ts'
import type { Catalogue, FactDefinition } from './fact.ts'
import type { DataFile } from './parse-code-list.ts'
import { readSchema, words } from './read-schema.ts'
import { readYaml, type YamlText } from './read-yaml.ts'

const name = z.string().regex(/^[a-z][a-z0-9_]*$/u)

const fact = z.strictObject({
  type: z.enum(['text', 'number', 'boolean', 'date', 'code', 'codes', 'records']),
  class: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  cost: z.number().min(0).max(5),
  label: words,
  ask: words.optional(),
  why: words.optional(),
  hint: words.optional(),
  unit: z.string().optional(),
  derive: z.string().optional(),
  /** A rule and its exceptions; only the rule has no `when`. */
  cases: z
    .array(
      z.strictObject({
        is: z.string(),
        when: z.string().optional(),
        rank: z.number().int().optional().default(0),
        cite: z.string().optional(),
      }),
    )
    .min(1)
    .optional(),
  dated: z
    .array(z.strictObject({ from: z.string().refine(isCalendarDate, 'not a day of the calendar'), value: z.number() }))
    .min(1)
    .optional(),
  fields: z.record(name, z.unknown()).optional(),
  /** The code list its answers come from. `free` instead: a list of texts, such as surnames. */
  codes: z.string().optional(),
  free: z.boolean().optional(),
  none: z.boolean().optional(),
  in_sight: z.array(z.string()).optional(),
  future: z.boolean().optional(),
  always: z.array(z.string()).optional(),
  follows: z.string().optional(),
  recorded: z.boolean().optional(),
  household: z.boolean().optional(),
  min: z.union([z.number(), z.string()]).optional(),
  max: z.union([z.number(), z.string()]).optional(),
  decimals: z.number().int().min(0).max(6).optional(),
  standard: z.string().optional(),
})
const catalogueFile = z.record(name, z.unknown())

/** Reads the catalogue from its files: a map from id to fact in each. All faults at once, each with file and line. */
export function parseCatalogue(files: readonly DataFile[], lists: CodeLists): Parsed<Catalogue> {
  const catalogue = new Map<string, FactDefinition>()
  const faults: DataFault[] = []
  const following: { readonly id: string; readonly follows: string; readonly text: YamlText }[] = []
  for (const { file, text } of files) {
    const read = readYaml(text, file)
    const entries = read.ok ? readSchema(catalogueFile, read.value) : read
    if (!read.ok || !entries.ok) {
      faults.push(...(entries.ok ? [] : entries.faults))
      continue
    }
    for (const [id, written] of Object.entries(entries.value)) {
      const one = parseFact(id, written, { text: read.value, lists })
      if (!one.ok) faults.push(...one.faults)
      else if (catalogue.has(id))
        faults.push({ file, ...read.value.at([id]), code: 'duplicate-id', message: `${id} is declared twice` })
      else {
        catalogue.set(id, one.value)
        if (one.value.follows !== undefined) following.push({ id, follows: one.value.follows, text: read.value })
      }
    }
  }
  for (const { id, follows, text } of following)
    if (catalogue.get(follows)?.type !== 'boolean')
      faults.push({
        file: text.file,
        ...text.at([id, 'follows']),
        code: 'unknown-fact',
        message: `${id}: ${follows} is no yes-or-no fact`,
      })
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: catalogue }
}

function parseFact(
  id: string,
  written: unknown,
  { text, lists, isPart = false }: { readonly text: YamlText; readonly lists: CodeLists; readonly isPart?: boolean },
): Parsed<FactDefinition> {
  const read = readSchema(fact, { ...text, data: written, at: (path) => text.at([id, ...path]) })
  if (!read.ok) return { ok: false, faults: read.faults.map((fault) => ({ ...fault, message: `${id}: ${fault.message}` })) }
  const { codes, free, fields, ...rest } = read.value
  const wrong = (field: string, code: string, message: string): Parsed<FactDefinition> => ({
    ok: false,
    faults: [{ file: text.file, ...text.at([id, field]), code, message: `${id}: ${message}` }],
  })
  const coded = rest.type === 'code' || rest.type === 'codes'
  if (coded && (codes === undefined) === (free !== true))
    return wrong('type', 'list-required', 'name its code list, or say free: true')
  if (!coded && (codes !== undefined || free !== undefined))
    return wrong('codes', 'unknown-type', 'only code and codes have a list')
  if (free === true && rest.type === 'code') return wrong('free', 'unknown-type', 'a single free answer is of type text')
  if (rest.decimals !== undefined && rest.type !== 'number')
    return wrong('decimals', 'unknown-type', 'only a number has decimals')
  const list = codes === undefined ? undefined : lists.get(codes)
  if (codes !== undefined && list === undefined) return wrong('codes', 'unknown-list', `no code list is called ${codes}`)
  const unlisted = rest.in_sight?.find((code) => list?.codes.some((one) => one.code === code) !== true)
  if (unlisted !== undefined) return wrong('in_sight', 'unknown-code', `${unlisted} is not among the answers`)
  const [computed, ...others] = (['derive', 'cases', 'dated'] as const).filter((one) => rest[one] !== undefined)
  if (others[0] !== undefined) return wrong(others[0], 'unknown-type', 'derive, cases or dated: only one of them')
  if (rest.dated !== undefined && rest.type !== 'number')
    return wrong('dated', 'unknown-type', 'only a number changes with the day')
  const parts = fields === undefined ? undefined : parseParts(id, fields, { text, lists, isPart })
  if (parts !== undefined && !parts.ok) return parts
  if ((rest.type === 'records') !== (parts !== undefined))
    return wrong('type', 'unknown-type', 'records have fields, and nothing else has')
  const isAsked = computed === undefined && rest.recorded !== true && !isPart
  if (isAsked && rest.type === 'records') return wrong('type', 'question-missing', 'records are written down: say recorded: true')
  if (isAsked && (rest.ask === undefined || rest.why === undefined))
    return wrong('label', 'question-missing', 'a fact that can be asked has ask and why')
  return {
    ok: true,
    value: {
      id,
      ...rest,
      ...(list === undefined ? {} : { list: list.id, values: list.codes }),
      ...(parts === undefined ? {} : { fields: parts.value }),
    },
  }
}

/** The parts of a record: facts without a question of their own, and without records inside. */
function parseParts(
  id: string,
  fields: Readonly<Record<string, unknown>>,
  { text, lists, isPart }: { readonly text: YamlText; readonly lists: CodeLists; readonly isPart: boolean },
): Parsed<readonly FactDefinition[]> {
  const at = { ...text, at: (path: readonly (string | number)[]) => text.at([id, 'fields', ...path]) }
  if (isPart)
    return {
      ok: false,
      faults: [{ file: text.file, ...at.at([]), code: 'unknown-type', message: `${id}: records hold no records` }],
    }
  const parts = Object.entries(fields).map(([part, written]) => parseFact(part, written, { text: at, lists, isPart: true }))
  const faults = parts.flatMap((one) => (one.ok ? [] : one.faults))
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: parts.flatMap((one) => (one.ok ? [one.value] : [])) }
}
