import { featuresOf, type Folded } from './features.ts'
import { harden, orderOf, rawBits } from './harden.ts'
import { draw, keyFor, type Drawn, type ProjectSecret } from './keys.ts'
import type { ConcealedField, Parameters } from './parameters.ts'

/** A record to be concealed: a folded value for each field, in the order of the parameters; `undefined` where nothing is known. */
export type Folds = readonly (Folded | undefined)[]

/** `salt`: what of the record must be the same; nothing where there is no salt. */
export type Encoder = (record: Folds, salt: string) => Uint8Array

/** Values and features whose places are kept; beyond, all are forgotten, which costs only time. */
const mostKept = 1_000_000

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
  const placers = new Map<string, readonly Placer[]>()
  let kept = 0
  const count = (): void => {
    kept += 1
    if (kept > mostKept) placers.clear()
    if (kept > mostKept) kept = 0
  }
  const placersOf = (salt: string): readonly Placer[] =>
    keptIn(placers, salt, () =>
      fields.map((field) => placer(field, { key: keyFor(by, ['field', field.name, salt]), size, count })),
    )
  return (record, salt) => {
    const raw = new Uint8Array(size / 8)
    for (const [at, placesOf] of placersOf(salt).entries()) {
      const value = record[at]
      if (value === undefined) continue
      for (const place of placesOf(value)) raw[place >> 3] = (raw[place >> 3] ?? 0) | (1 << (place & 7))
    }
    return harden(raw, { hardening, order })
  }
}

/** The places that a value of one field sets. */
type Placer = (value: Folded) => Uint16Array

/** `count` is called for everything that is kept. */
function placer(
  { kind, bits }: ConcealedField,
  { key, size, count }: { readonly key: Uint8Array; readonly size: number; readonly count: () => void },
): Placer {
  const features = new Map<string, Drawn>()
  const values = new Map<string, Uint16Array>()
  const share = (all: readonly string[], places: number): readonly number[] => {
    const least = Math.floor(places / all.length) + 1
    const drawn = all.map((feature) => {
      const known = features.get(feature)
      if (known !== undefined && known.places.length >= least) return known
      const made = draw(key, feature, { count: least, size })
      features.set(feature, made)
      count()
      return made
    })
    return shared(drawn, places)
  }
  return (value) =>
    keptIn(values, `${value.x}\n${value.s ?? ''}`, () => {
      const { letters, sounds } = featuresOf(kind, value)
      const heard = sounds.length === 0 ? 0 : Math.round(bits * soundShare)
      const ofSounds = share(
        sounds.map((sound) => `sound ${sound}`),
        heard,
      )
      count()
      return Uint16Array.from([...share(letters, bits - heard), ...ofSounds])
    })
}

/** Shares places out among features. What does not divide goes to those of the lowest rank: two values that share features then also share most of these. */
function shared(features: readonly Drawn[], places: number): readonly number[] {
  const [evenly, left] = [Math.floor(places / features.length), places % features.length]
  return features
    .toSorted((a, b) => a.rank - b.rank)
    .flatMap((one, nth) => [...one.places.subarray(0, evenly + (nth < left ? 1 : 0))])
}

function keptIn<Value>(kept: Map<string, Value>, name: string, make: () => Value): Value {
  const known = kept.get(name)
  if (known !== undefined) return known
  const made = make()
  kept.set(name, made)
  return made
}
