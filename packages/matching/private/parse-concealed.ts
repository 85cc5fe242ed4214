import type { FieldKind } from '../batch/fields.ts'
import { hardenings } from './harden.ts'
import { weightOf, type ConcealedField, type Parameters } from './parameters.ts'

/** What the first line of a concealed file says of it. */
export type Heading = {
  readonly version: number
  readonly project: string
  readonly check: string
  readonly records: number
  readonly parameters: Parameters
}

export function headingLine({ version, project, check, records, parameters }: Heading): string {
  const { salt, ...rest } = parameters
  return JSON.stringify({ convive: 'concealed', version, project, check, records, ...rest, salt: salt ?? null })
}

/** The heading as it was written; `undefined` for anything else. */
export function parseHeading(line: string): Heading | undefined {
  let read: unknown
  try {
    read = JSON.parse(line)
  } catch {
    return undefined
  }
  if (read === null || typeof read !== 'object') return undefined
  const { convive, version, project, check, records, bits, hardening, salt, fields } = read as Readonly<Record<string, unknown>>
  const known = hardenings.find((one) => one === hardening)
  if (convive !== 'concealed' || !isCount(version) || typeof project !== 'string' || typeof check !== 'string') return undefined
  if (!isCount(records) || !isCount(bits) || bits < 64 || bits > 8192 || bits % 32 !== 0 || known === undefined) return undefined
  if ((salt !== null && typeof salt !== 'string') || !Array.isArray(fields)) return undefined
  const parsed = fields.map(parseField)
  if (!parsed.every((one) => one !== undefined)) return undefined
  return { version, project, check, records, parameters: { bits, hardening: known, salt: salt ?? undefined, fields: parsed } }
}

function parseField(read: unknown): ConcealedField | undefined {
  if (read === null || typeof read !== 'object') return undefined
  const { name, kind, bits } = read as Readonly<Record<string, unknown>>
  if (typeof name !== 'string' || typeof kind !== 'string' || !isKind(kind) || !isCount(bits)) return undefined
  return { name, kind, bits }
}

function isKind(kind: string): kind is FieldKind {
  return Object.hasOwn(weightOf, kind)
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
}
