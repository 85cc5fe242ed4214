import { describeDataFault, loadCatalogue, readDataFiles, type DataFault, type LoadedCatalogue } from '@convive/facts'
import type { FactView } from '@convive/rules'
import { join } from 'node:path'
import type { HolidayCalendar } from '../domain/business-days.ts'
import { jurisdictionsIn } from '../domain/in-country.ts'
import { judgeCases } from '../domain/judge-case.ts'
import type { Jurisdiction, Procedure } from '../domain/pack/procedure.ts'
import { parseJurisdiction } from '../domain/pack/parse-jurisdiction.ts'
import { parseProcedure } from '../domain/pack/parse-procedure.ts'
import { loadHolidays } from './load-holidays.ts'

export type Packs = LoadedCatalogue & {
  readonly procedures: ReadonlyMap<string, Procedure>
  readonly jurisdictions: ReadonlyMap<string, Jurisdiction & { readonly isHoliday: HolidayCalendar }>
}

/** Reads every pack. With a fault in any of them nothing starts: the message names file, line and column. */
export function loadPacks(directory: string): Packs {
  const loaded = loadCatalogue(directory)
  if (!loaded.ok) throw new Error(describe(loaded.faults))
  const { catalogue, lists } = loaded.value
  const procedures = readDataFiles(directory, '*/procedures/*.yaml').map(({ file, text }) =>
    parseProcedure(text, file, { catalogue, lists }),
  )
  const countries = (lists.get('countries')?.codes ?? []).map((one) => one.code)
  const jurisdictions = readDataFiles(directory, '*/jurisdiction.yaml').map(({ file, text }) =>
    parseJurisdiction(text, file, { countries: countries }),
  )
  const places = jurisdictions.flatMap((one) => (one.ok ? [one.value.id] : []))
  const faults = [
    ...[...procedures, ...jurisdictions].flatMap((one) => (one.ok ? [] : one.faults)),
    ...strangers(
      procedures.flatMap((one) => (one.ok ? [one.value] : [])),
      places,
    ),
  ]
  if (faults.length > 0) throw new Error(describe(faults))
  return {
    ...loaded.value,
    procedures: new Map(procedures.flatMap((one) => (one.ok ? [[one.value.id, one.value]] : []))),
    jurisdictions: new Map(
      jurisdictions.flatMap((one) => (one.ok ? [[one.value.id, { ...one.value, isHoliday: loadHolidays(one.value) }]] : [])),
    ),
  }
}

/** Procedures of a place nobody describes, and two of one name. */
function strangers(read: readonly Procedure[], places: readonly string[]): readonly DataFault[] {
  const at = { line: 1, column: 1 }
  return read.flatMap(({ id, jurisdiction, file }, index) => [
    ...(places.includes(jurisdiction)
      ? []
      : [{ file, ...at, code: 'unknown-jurisdiction', message: `no jurisdiction.yaml is about ${jurisdiction}` }]),
    ...(read.findIndex((one) => one.id === id) === index
      ? []
      : [{ file, ...at, code: 'duplicate-id', message: `another file is called ${id} too` }]),
  ])
}

function describe(faults: readonly DataFault[]): string {
  return `Packs are not in order:\n${faults.map(describeDataFault).join('\n')}`
}

/** The packs of this installation, read once. */
export const packs: Packs = loadPacks(join(import.meta.dirname, '../../../jurisdictions'))

/** Worked cases of this installation's packs that come out otherwise; none in a released version. */
export function differingCases(): ReturnType<typeof judgeCases> {
  return judgeCases([...packs.procedures.values()])
}

/** What is the law where somebody is. */
export function proceduresFor({ facts }: FactView): readonly Procedure[] {
  const places = jurisdictionsIn([...packs.jurisdictions.values()], facts['country_of_stay'])
  return [...packs.procedures.values()].filter((one) => places.some((place) => place.id === one.jurisdiction))
}
