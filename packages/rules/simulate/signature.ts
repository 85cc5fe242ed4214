import { subjectOf } from '../judge.ts'
import type { Ruleset } from '../ruleset.ts'
import type { Population } from './population.ts'

/** What the facts that a ruleset reads are for somebody, as one text; undefined for whom columns do not hold. */
export function signatureOf(population: Population, ruleset: Ruleset): (at: number) => string | undefined {
  const { layout, columns, whole, declined, records } = population
  const read = [...subjectOf(ruleset).read.keys()]
  const places = read.flatMap((id) => layout.placeOf.get(id) ?? [])
  const readsRecords = places.length < read.length
  const used = places.map((place) => ({
    values: columns.values[place],
    marks: columns.marks[place],
    declined: declined.get(place),
  }))
  return (at) => {
    if (whole.has(at) || (readsRecords && records.has(at))) return undefined
    let text = ''
    for (const one of used)
      text += `${one.marks?.[at] === 0 ? one.values?.[at] : one.declined?.[at] === 1 ? 'd' : `m${one.marks?.[at]}`} `
    return text
  }
}
