import { catalogueFrom, type DataFault, type DataFile, type LoadedCatalogue, type Parsed } from '@convive/facts'
import { judgeCases } from '../judge-case.ts'
import { checkDerived } from './check-derived.ts'
import { checkAlways, checkRules } from './check-rules.ts'
import { checkSuspensions } from './check-suspensions.ts'
import { parseJurisdiction } from './parse-jurisdiction.ts'
import { parseProcedure } from './parse-procedure.ts'
import type { Jurisdiction, Procedure } from './procedure.ts'

/** The files of one or several packs, by what they hold. */
export type PackFiles = Readonly<Record<'codes' | 'facts' | 'procedures' | 'jurisdictions', readonly DataFile[]>>

export type JudgedPacks = LoadedCatalogue & {
  readonly procedures: readonly Procedure[]
  readonly jurisdictions: readonly Jurisdiction[]
}

/** Reads packs and runs their worked cases. A pack that cannot be read, or whose cases come out otherwise, is not in order. */
export function judgePacks(files: PackFiles): Parsed<JudgedPacks> {
  const loaded = catalogueFrom(files)
  if (!loaded.ok) return loaded
  const { catalogue, lists } = loaded.value
  const always = checkAlways(files.facts, catalogue)
  if (always.length > 0) return { ok: false, faults: always }
  const derived = [...checkDerived(files.facts, catalogue), ...checkRules(files.facts, catalogue)]
  // A derived fact with a fault would be told again for each condition that names it.
  if (derived.length > 0) return { ok: false, faults: derived }
  const procedures = files.procedures.map(({ file, text }) => parseProcedure(text, file, { catalogue, lists }))
  const countries = (lists.get('countries')?.codes ?? []).map((one) => one.code)
  const jurisdictions = files.jurisdictions.map(({ file, text }) => parseJurisdiction(text, file, { countries }))
  const [rights, places] = [read(procedures), read(jurisdictions)]
  const faults = [
    ...[...procedures, ...jurisdictions].flatMap((one) => (one.ok ? [] : one.faults)),
    ...twice(rights),
    // A place whose own file has a fault is not unknown.
    ...(places.length === jurisdictions.length ? strangers(rights, places) : []),
    // A procedure that cannot be read has no deadlines to name.
    ...(rights.length === procedures.length
      ? files.jurisdictions.flatMap((one) => checkSuspensions(one, rights, { countries }))
      : []),
    ...judgeCases(rights),
  ]
  if (faults.length > 0) return { ok: false, faults }
  return { ok: true, value: { ...loaded.value, procedures: rights, jurisdictions: places } }
}

function read<T>(parsed: readonly Parsed<T>[]): readonly T[] {
  return parsed.flatMap((one) => (one.ok ? [one.value] : []))
}

const start = { line: 1, column: 1 }

/** Procedures of a place nobody describes. */
function strangers(procedures: readonly Procedure[], places: readonly Jurisdiction[]): readonly DataFault[] {
  return procedures
    .filter(({ jurisdiction }) => !places.some((place) => place.id === jurisdiction))
    .map(({ file, jurisdiction }) => {
      return { file, ...start, code: 'unknown-jurisdiction', message: `no jurisdiction.yaml is about ${jurisdiction}` }
    })
}

function twice(procedures: readonly Procedure[]): readonly DataFault[] {
  return procedures
    .filter(({ id }, at) => procedures.findIndex((one) => one.id === id) !== at)
    .map(({ file, id }) => ({ file, ...start, code: 'duplicate-id', message: `another file is called ${id} too` }))
}
