import { conforms } from './conform.ts'
import type { Environment } from './environment.ts'
import type { FeelType } from './type.ts'
import { problem, type Value } from './value.ts'

/** `instance of` (DMN 1.5, table 57): null is an instance of nothing but Null and Any. */
export function isInstance(value: Value, type: FeelType, { types, run }: Environment): Value {
  if (type.kind === 'named' && types.find(type.name) === undefined) return problem(run, `unknown type: ${type.name}`)
  if (value === null) return type.kind === 'simple' && (type.name === 'Null' || type.name === 'Any')
  return conforms(value, type, types)
}
