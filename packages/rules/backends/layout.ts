import type { FactDefinition } from '@convive/facts'
import { collect } from '../collect.ts'
import { readableFact, type Readable } from '../read-state.ts'
import type { TruthTree } from '../tree.ts'

/** How one fact stands in a row. `bits`: a set of at most 31 codes; `set`: a place in the layout's list of sets. */
export type Column = {
  readonly id: string
  readonly kind: 'boolean' | 'number' | 'date' | 'text' | 'bits' | 'set'
  readonly of: Readable
  /** Of a number counted in whole units of its last decimal; without it, a number is kept as it is and only compared. */
  readonly decimals: number | undefined
  readonly low: number
  readonly high: number
}

/** The shape of rows: which fact stands where, and the numbers that stand for texts and sets of texts. It grows as rows are packed. */
export type Layout = {
  readonly columns: readonly Column[]
  readonly placeOf: ReadonlyMap<string, number>
  readonly texts: string[]
  readonly idOfText: Map<string, number>
  readonly sets: (readonly number[])[]
  readonly idOfSet: Map<string, number>
}

/** Whole numbers up to here, scaled by a power of ten, keep apart as doubles whatever the power (2⁵¹ leaves two bits to spare). */
export const largest: number = 2 ** 51

/** The layout that serves these conditions together. */
export function layoutOf(trees: readonly TruthTree[]): Layout {
  const layout = layoutOfFacts(trees.flatMap((tree) => [...collect(tree, 'value').facts.values()]))
  for (const tree of trees) for (const text of collect(tree, 'value').texts) idOfText(layout, text)
  return layout
}

/** The layout of these facts, whatever conditions come later. */
export function layoutOfFacts(facts: Iterable<FactDefinition>): Layout {
  const byId = new Map([...facts].map((fact) => [fact.id, fact]))
  // Records have no column: who reads them is refused.
  const columns = [...byId.values()].filter((fact) => fact.type !== 'records').map(columnOf)
  return {
    columns,
    placeOf: new Map(columns.map((column, place) => [column.id, place])),
    texts: [],
    idOfText: new Map(),
    sets: [],
    idOfSet: new Map(),
  }
}

function columnOf(fact: FactDefinition): Column {
  const of = readableFact(fact)
  const decimals = fact.type === 'number' ? fact.decimals : undefined
  const scale = 10 ** (decimals ?? 0)
  const bound = (given: number | string | undefined, otherwise: number): number =>
    decimals !== undefined && typeof given === 'number' ? Math.round(given * scale) : otherwise
  const [low, high] = [bound(fact.min, 0 - largest), bound(fact.max, largest)]
  return { id: fact.id, kind: kindOf(of), of, decimals, low, high }
}

function kindOf({ type, domain }: Readable): Column['kind'] {
  switch (type) {
    case 'boolean':
    case 'number':
    case 'date':
    case 'text':
      return type
    case 'list':
      return domain !== undefined && domain.length <= 31 ? 'bits' : 'set'
    case 'days':
    case 'months':
      return 'number'
  }
}

/** The number that stands for a text, the same in every column, so that facts can be compared with each other. */
export function idOfText(layout: Layout, text: string): number {
  const found = layout.idOfText.get(text)
  if (found !== undefined) return found
  const id = layout.texts.length
  layout.texts.push(text)
  layout.idOfText.set(text, id)
  return id
}

/** The number of a set of texts: equal sets have one number. */
export function idOfSet(layout: Layout, texts: readonly string[]): number {
  const ids = [...new Set(texts.map((text) => idOfText(layout, text)))].toSorted((a, b) => a - b)
  const key = ids.join(' ')
  const found = layout.idOfSet.get(key)
  if (found !== undefined) return found
  layout.sets.push(ids)
  layout.idOfSet.set(key, layout.sets.length - 1)
  return layout.sets.length - 1
}

export function bitsOf(domain: readonly string[], texts: readonly string[]): number {
  let bits = 0
  for (const text of texts) {
    const place = domain.indexOf(text)
    if (place >= 0) bits |= 1 << place
  }
  return bits
}

/** The place of a fact's column. */
export function columnOfFact(layout: Layout, fact: string): number {
  const found = layout.placeOf.get(fact)
  if (found === undefined) throw new TypeError(`the layout has no column for ${fact}`)
  return found
}
