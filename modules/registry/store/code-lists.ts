import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { parseCodeList, type CodeList } from './parse-code-list.ts'

const folder = join(import.meta.dirname, '../../../jurisdictions/common/codes')

function load(name: string): CodeList {
  return parseCodeList(parse(readFileSync(join(folder, `${name}.yaml`), 'utf8')), name)
}

/** The code lists of `jurisdictions/common`, read once when the server starts; a fault stops the start. */
export const codeLists = {
  countries: load('countries'),
  relations: load('relations'),
  populationGroups: load('population-groups'),
  documents: load('documents'),
  languages: load('languages'),
  maritalStatuses: load('marital-statuses'),
  ties: load('ties'),
} as const

/** UNHCR's codes of specific needs. */
export const needCodes: ReadonlySet<string> = new Set(
  parseCodes(parse(readFileSync(join(folder, 'specific-needs.yaml'), 'utf8'))),
)

function parseCodes(read: unknown): readonly string[] {
  return Array.isArray(read) ? read.map((one: { code: string }) => one.code) : []
}

/** Whether a code, such as `BRA`, is one of the list of countries. */
export function isCountry(code: string): boolean {
  return codeLists.countries.some((one) => one.code === code)
}
