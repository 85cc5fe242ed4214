import { createHmac } from 'node:crypto'
import type { FieldKind } from '../batch/fields.ts'
import { rawBits, type Hardening } from './harden.ts'
import { keyFor, version, type ProjectSecret } from './keys.ts'

/** A field as it is concealed: its name in the project, its kind, how many places a whole value sets at most. */
export type ConcealedField = { readonly name: string; readonly kind: FieldKind; readonly bits: number }

/** What has to be the same for two files to be compared; none of it is secret. */
export type Parameters = {
  readonly bits: number
  readonly hardening: Hardening
  /** The field of a date whose year has to be the same. */
  readonly salt: string | undefined
  readonly fields: readonly ConcealedField[]
}

/** Bits of a record's key, as in Schnell, Bachteler & Reiher (2011) and in what is used most. */
export const keyBits = 1024

/** Of the places, so many are set where everything is known, those that fall together not counted: measured (`bench/measure-private.ts`). */
const load = 0.4

/** How much a field of a kind counts, where nobody says it: what is a person's own more than what a household shares. */
export const weightOf: Readonly<Record<FieldKind, number>> = {
  given: 3,
  family: 2,
  name: 1,
  date: 3,
  document: 3,
  code: 1.5,
  email: 1,
  text: 1.5,
  category: 0.3,
}

export type WeighedField = { readonly name: string; readonly kind: FieldKind; readonly weight: number }

/** Shares the places out among fields by their weights; in the order of names, so that the order of columns changes nothing. */
export function shareOut(fields: readonly WeighedField[], hardening: Hardening): readonly ConcealedField[] {
  const whole = fields.reduce((sum, { weight }) => sum + weight, 0)
  return fields
    .map(({ name, kind, weight }) => ({
      name,
      kind,
      bits: Math.max(1, Math.round((load * rawBits(hardening, keyBits) * weight) / whole)),
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * The same for two files of one secret, project, version and parameters, and for no others; who has it cannot tell the secret, unless by trying
 * every secret there is: 32 random bytes are too many.
 */
export function checkOf(by: ProjectSecret, parameters: Parameters): string {
  return createHmac('sha256', keyFor(by, ['check']))
    .update(canonical(parameters))
    .digest('hex')
    .slice(0, 32)
}

function canonical({ bits, hardening, salt, fields }: Parameters): string {
  return JSON.stringify([version, bits, hardening, salt ?? null, fields.map((one) => [one.name, one.kind, one.bits])])
}
