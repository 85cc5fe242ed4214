import { describeDataFault, loadCatalogue, type FactClass } from '@convive/facts'
import { join } from 'node:path'
import type { FactRules } from '../domain/fact-rules.ts'

function load(): FactRules {
  const loaded = loadCatalogue(join(import.meta.dirname, '../../../jurisdictions'))
  if (!loaded.ok) throw new Error(`The catalogue is not in order:\n${loaded.faults.map(describeDataFault).join('\n')}`)
  return new Map(
    [...loaded.value.catalogue.values()].map(({ id, type, class: level, values, none }) => [
      id,
      {
        type,
        class: level,
        none: none ?? false,
        ...(values === undefined ? {} : { codes: new Set(values.map((one) => one.code)) }),
      },
    ]),
  )
}

/** What each fact may hold, from the catalogue of `jurisdictions/`, read once when the server starts. */
export const factRules: FactRules = load()

/** Which of the three documents of a person holds a fact. What the catalogue does not know is guarded most. */
export function classOf(fact: string): FactClass {
  return factRules.get(fact)?.class ?? 3
}
