import { conforms, definitionOf } from './conform.ts'
import { fail, type Spot } from './environment.ts'
import type { FeelType } from './type.ts'
import type { Value } from './value.ts'

/** `instance of` (DMN 1.5, table 57): null is an instance of nothing but Null and Any. */
export function isInstance(value: Value, type: FeelType, { environment, at }: Spot): Value {
  const { types } = environment
  if (type.kind === 'named' && definitionOf(type, types) === undefined) return fail(environment, `unknown type: ${type.name}`, at)
  if (value === null) return type.kind === 'simple' && (type.name === 'Null' || type.name === 'Any')
  return conforms(value, type, types)
}
