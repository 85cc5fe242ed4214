import { describeDataFault, readDataFiles, type LoadedCatalogue } from '@convive/facts'
import type { FactView } from '@convive/rules'
import { join } from 'node:path'
import type { HolidayCalendar } from '../domain/business-days.ts'
import { jurisdictionsIn } from '../domain/in-country.ts'
import { judgePacks } from '../domain/pack/judge-packs.ts'
import type { Jurisdiction, Procedure } from '../domain/pack/procedure.ts'
import { loadHolidays } from './load-holidays.ts'

export type Packs = LoadedCatalogue & {
  readonly procedures: ReadonlyMap<string, Procedure>
  readonly jurisdictions: ReadonlyMap<string, Jurisdiction & { readonly isHoliday: HolidayCalendar }>
  /** The text of each procedure's file, by its name. */
  readonly texts: ReadonlyMap<string, string>
}

/**
 * Reads every pack and runs its worked cases. With a fault in any of them nothing starts: the message names file, line and column, the
 * cause holds the faults.
 */
export function loadPacks(directory: string): Packs {
  const written = readDataFiles(directory, '*/procedures/*.yaml')
  const judged = judgePacks({
    codes: readDataFiles(directory, '*/codes/*.yaml'),
    facts: readDataFiles(directory, '*/facts/*.yaml'),
    procedures: written,
    jurisdictions: readDataFiles(directory, '*/jurisdiction.yaml'),
  })
  if (!judged.ok)
    throw new Error(`Packs are not in order:\n${judged.faults.map(describeDataFault).join('\n')}`, { cause: judged.faults })
  const { procedures, jurisdictions, ...loaded } = judged.value
  return {
    ...loaded,
    procedures: new Map(procedures.map((one) => [one.id, one])),
    jurisdictions: new Map(jurisdictions.map((one) => [one.id, { ...one, isHoliday: loadHolidays(one) }])),
    texts: new Map(written.map(({ file, text }) => [file, text])),
  }
}

/** The packs of this installation, read once. */
export const packs: Packs = loadPacks(join(import.meta.dirname, '../../../jurisdictions'))

/** What is the law where somebody is. */
export function proceduresFor({ facts }: FactView): readonly Procedure[] {
  const places = jurisdictionsIn([...packs.jurisdictions.values()], facts['country_of_stay'])
  return [...packs.procedures.values()].filter((one) => places.some((place) => place.id === one.jurisdiction))
}
