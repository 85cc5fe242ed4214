import { featuresOf, type Folded } from './features.ts'
import { harden, orderOf, rawBits } from './harden.ts'
import { draw, keyFor, type Drawn, type ProjectSecret } from './keys.ts'
import type { ConcealedField, Parameters } from './parameters.ts'

/** A record to be concealed: a folded value for each field, in the order of the parameters; `undefined` where nothing is known. */
export type Folds = readonly (Folded | undefined)[]

/** `salt`: what of the record must be the same; nothing where there is no salt. */
export type Encoder = (record: Folds, salt: string) => Uint8Array

/** Features whose places are kept; beyond, all are forgotten, which costs only time. */
const mostKept = 300_000

/** Of the places of a name, how many tell how it sounds. */
const soundShare = 0.15

/**
 * Makes a record one key of bits (cryptographic long-term key: Schnell, Bachteler & Reiher 2011). A whole value sets as many places as its field
 * has, shared out among its features; which, follows from the field's own key and from the salt (Niedermeyer et al. 2014): records of two salts
 * have no more in common than chance gives.
 */
export function createEncoder(by: ProjectSecret, { bits, hardening, fields }: Parameters): Encoder {
  const size = rawBits(hardening, bits)
  const order = hardening === 'balanced' ? orderOf(keyFor(by, ['order']), bits) : new Uint16Array()
  const drawn = drawer(by, size)
  return (record, salt) => {
    const raw = new Uint8Array(size / 8)
    for (const [at, field] of fields.entries()) {
      const value = record[at]
      if (value === undefined) continue
      for (const place of placesOf(field, value, (feature, count) => drawn(field, { salt, feature, count })))
        raw[place >> 3] = (raw[place >> 3] ?? 0) | (1 << (place & 7))
    }
    return harden(raw, { hardening, order })
  }
}

type Draw = (feature: string, count: number) => Drawn

function placesOf({ kind, bits }: ConcealedField, value: Folded, drawnOf: Draw): readonly number[] {
  const { letters, sounds } = featuresOf(kind, value)
  const heard = sounds.length === 0 ? 0 : Math.round(bits * soundShare)
  return [
    ...shared(letters, bits - heard, drawnOf),
    ...shared(
      sounds.map((sound) => `sound ${sound}`),
      heard,
      drawnOf,
    ),
  ]
}

/** Shares places out among features. What does not divide goes to those of the lowest rank: two values that share features then also share most of these. */
function shared(features: readonly string[], places: number, drawnOf: Draw): readonly number[] {
  const [evenly, left] = [Math.floor(places / features.length), places % features.length]
  return features
    .map((feature) => ({ feature, ...drawnOf(feature, evenly + 1) }))
    .toSorted((a, b) => a.rank - b.rank || (a.feature < b.feature ? -1 : 1))
    .flatMap((one, nth) => [...one.places.subarray(0, evenly + (nth < left ? 1 : 0))])
}

/** Draws the places of features, each once as long as they are kept. */
function drawer(
  by: ProjectSecret,
  size: number,
): (field: ConcealedField, of: { readonly salt: string; readonly feature: string; readonly count: number }) => Drawn {
  const keys = new Map<string, Uint8Array>()
  const kept = new Map<string, Drawn>()
  return ({ name }, { salt, feature, count }) => {
    const under = JSON.stringify([name, salt])
    const known = kept.get(`${under} ${feature}`)
    if (known !== undefined && known.places.length >= count) return known
    const key = keys.get(under) ?? keyFor(by, ['field', name, salt])
    keys.set(under, key)
    if (kept.size >= mostKept) kept.clear()
    const made = draw(key, feature, { count, size })
    kept.set(`${under} ${feature}`, made)
    return made
  }
}
