import type { FactDocument, FactState, FactValue, Provenance, StoredFact } from '@convive/facts'

/** Each origin once, each fact as its state, the place of its origin in the list, and its value: a third of the plain size. */
type Packed = {
  readonly from: readonly Provenance[]
  readonly facts: Readonly<Record<string, readonly [state: keyof typeof states, from: number, value?: FactValue]>>
}

const states = { v: 'value', n: 'none', u: 'unknown', d: 'declined' } as const
const letters = { value: 'v', none: 'n', unknown: 'u', declined: 'd' } as const

/** A document as the bytes that are sealed. */
export function packFacts(document: FactDocument): Buffer {
  const from: Provenance[] = []
  const places = new Map<string, number>()
  const placeOf = (origin: Provenance): number => {
    const text = JSON.stringify(origin)
    const place = places.get(text) ?? from.push(origin) - 1
    places.set(text, place)
    return place
  }
  const facts = Object.fromEntries(
    Object.entries(document).map(([id, fact]) => {
      const head = [letters[fact.state], placeOf(fact.from)]
      return [id, fact.state === 'value' ? [...head, fact.value] : head]
    }),
  )
  return Buffer.from(JSON.stringify({ from, facts }))
}

/** Opened bytes back to the document we sealed; their authenticity has been checked by the seal. */
export function parseFacts(bytes: Uint8Array): FactDocument {
  const packed = JSON.parse(Buffer.from(bytes).toString()) as Packed
  const document: Record<string, StoredFact> = {}
  for (const [id, [letter, place, value]] of Object.entries(packed.facts)) {
    const from = packed.from[place]
    if (from === undefined) throw new TypeError(`the origin of ${id} is missing`)
    document[id] = { ...stateFrom(states[letter], value), from }
  }
  return document
}

function stateFrom(state: FactState['state'], value: FactValue | undefined): FactState {
  if (state !== 'value') return { state }
  if (value === undefined) throw new TypeError('a value is missing')
  return { state, value }
}
