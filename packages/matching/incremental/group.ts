import { cluster, type Edge } from '../model/cluster.ts'
import { probabilityOf } from '../model/weigh.ts'
import type { Decision } from './decisions.ts'
import { byId } from './order.ts'

/** Pairs at least this likely join records: as in the batch. */
export const least = 0.5

/** A pair of ids, the lesser first, with its weight in bits. */
export type WeighedPair = { readonly a: string; readonly b: string; readonly weight: number }

/** Clusters of some records, and the pairs that a person should look at. */
export type Grouped = {
  /** For each id the first id of its cluster. */
  readonly of: ReadonlyMap<string, string>
  readonly refused: readonly (readonly [string, string])[]
  readonly contradicted: readonly (readonly [string, string])[]
}

/** Clusters records by their likely pairs and by decisions among them: a function of these alone, ties going by the ids. */
export function group(ids: readonly string[], pairs: readonly WeighedPair[], decisions: readonly Decision[]): Grouped {
  const sorted = ids.toSorted(byId)
  const number = new Map(sorted.map((id, at) => [id, at]))
  const numbered = (a: string, b: string): readonly [number, number] => {
    const [one, other] = [number.get(a) ?? -1, number.get(b) ?? -1]
    return one < other ? [one, other] : [other, one]
  }
  const edges = pairs.map(({ a, b, weight }): Edge => {
    const [one, other] = numbered(a, b)
    return { a: one, b: other, p: probabilityOf(weight) }
  })
  const said = (asked: Decision['answer']): readonly (readonly [number, number])[] =>
    decisions.filter(({ a, b, answer }) => answer === asked && number.has(a) && number.has(b)).map(({ a, b }) => numbered(a, b))
  const { of, refused, contradicted } = cluster(edges, { least, decided: { same: said('same'), different: said('different') } })
  const id = (at: number): string => sorted[at] ?? ''
  return {
    of: new Map(sorted.map((one, at) => [one, id(of.get(at) ?? at)])),
    refused: refused.map(({ a, b }) => [id(a), id(b)]),
    contradicted: contradicted.map(([a, b]) => [id(a), id(b)]),
  }
}
