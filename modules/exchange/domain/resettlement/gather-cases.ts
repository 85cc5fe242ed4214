import type { FormCase, FormField, FormRecord } from './form.ts'

/** Of no field more is kept: pictures are looked at by their first bytes only. */
const longestText = 2000

type Building = { line: number; readonly tables: Map<string, FormRecord[]> }

/** More people are not taken in one file; nobody sends so many to resettlement at once. */
export const mostIndividuals = 20_000
const mostRecords = 400_000

/**
 * Collects the cases of a form while its XML is read, whatever its namespace. Throws when there are more records than anybody writes;
 * `cases` is undefined when the file is something else.
 */
export function gatherCases() {
  const path: string[] = []
  const cases: Building[] = []
  let [isForm, text, line, records] = [false, '', 0, 0]
  let fields = new Map<string, FormField>()
  return {
    open(name: string, at: number): void {
      path.push(name)
      ;[text, line] = ['', at]
      if (path.length === 1) isForm = name === 'UNHCR_RRF'
      if (path.length === 2 && name === 'CASE') cases.push({ line: at, tables: new Map() })
      if (path.length !== 3 || path[1] !== 'CASE') return
      fields = new Map()
      records += 1
      if (records > mostRecords) throw new Error('too many records')
      const tables = cases.at(-1)?.tables
      const own = tables?.get(name)
      if (own === undefined) tables?.set(name, [{ line: at, fields }])
      else own.push({ line: at, fields })
    },
    text(more: string): void {
      if (path.length === 4 && text.length < longestText) text += more.slice(0, longestText)
    },
    close(name: string): void {
      if (path.length === 4 && path[1] === 'CASE') fields.set(name, { text: text.trim(), line })
      path.pop()
    },
    cases: (): readonly FormCase[] | undefined => (isForm ? cases.map(asCase) : undefined),
  }
}

/** 4.1 names people by GUID; 3.1 has none. */
function asCase({ line, tables }: Building): FormCase {
  const isFourth = tables.get('dataIndividual')?.some(({ fields }) => fields.has('IndividualGUID')) === true
  return { version: isFourth ? '4.1' : '3.1', line, tables }
}
