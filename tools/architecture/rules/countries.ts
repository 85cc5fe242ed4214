import { parse } from 'yaml'
import { folderOf, isForTests, roomOf } from '../rooms.ts'
import type { Fault, Rule } from '../project.ts'

const list = 'jurisdictions/common/codes/countries.yaml'
const folders = new Set(['domain', 'commands', 'queries', 'store', 'jobs'])

/** No country stands in code: names and codes of countries are data, their law is a pack. */
export const countries: Rule = {
  name: 'no country in code',
  check: (project) => {
    const known = project.files.get(list)
    if (known === undefined) return [{ path: list, says: 'is missing, so no country can be recognised in code' }]
    const { codes, names } = wordsOf(parse(known))
    if (codes.size < 150) return [{ path: list, says: `yields only ${codes.size} codes of countries` }]
    return project.sources
      .filter((source) => speaksOfRules(source.path))
      .flatMap(({ path, literals }) =>
        literals.flatMap(({ value, line }): readonly Fault[] => {
          const name = codes.has(value)
            ? value
            : names.find((one) => value.includes(one) && new RegExp(`(^|\\P{L})${one}(\\P{L}|$)`, 'u').test(value))
          return name === undefined ? [] : [{ path, line, says: `names a country: ${name}` }]
        }),
      )
  },
}

function speaksOfRules(path: string): boolean {
  if (isForTests(path)) return false
  const room = roomOf(path)
  return room.kind === 'package' || (room.kind === 'module' && folders.has(folderOf(path)))
}

/** Every three-letter code and every name of four letters or more; codes in X stand for no country (ISO 3166-1, user-assigned). */
function wordsOf(data: unknown): { readonly codes: ReadonlySet<string>; readonly names: readonly string[] } {
  const texts = textsIn(data)
  const codes = new Set(texts.filter((text) => /^[A-WYZ][A-Z]{2}$/.test(text)))
  const names = [...new Set(texts.filter((text) => /^\p{Lu}[\p{L} '’.-]{3,}$/u.test(text)))]
  return { codes, names }
}

function textsIn(data: unknown): readonly string[] {
  if (typeof data === 'string') return [data]
  if (Array.isArray(data)) return data.flatMap(textsIn)
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([key, value]) => [key, ...textsIn(value)])
}
