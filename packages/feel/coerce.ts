import { midnightOf } from './arithmetic.ts'
import { conforms, plainType, type Types } from './conform.ts'
import type { FeelType } from './type.ts'
import { isDate, isDateTime, isList, type Value } from './value.ts'

/** The implicit conversions of DMN 1.5, 10.3.2.9.4; undefined where the value cannot be of the type. */
export function coerced(value: Value, type: FeelType, types: Types): Value | undefined {
  if (value === null || conforms(value, type, types)) return value
  const plain = plainType(type, types)
  if (plain === undefined) return undefined
  if (plain.kind === 'list' && !isList(value)) {
    const list = [value]
    return conforms(list, type, types) ? list : undefined
  }
  if (isList(value) && value.length === 1 && plain.kind !== 'list') {
    const [only = null] = value
    return only !== null && conforms(only, type, types) ? only : undefined
  }
  if (isDate(value) && plain.kind === 'simple' && plain.name === 'date and time') return midnightOf(value)
  if (isDateTime(value) && plain.kind === 'simple' && plain.name === 'date') return value.date
  return undefined
}
