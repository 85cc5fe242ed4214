import { coerced, problem, type Value } from '@convive/feel'
import type { Place } from './boxed.ts'
import { typeNamed } from './model-types.ts'
import type { XmlNode } from './xml-tree.ts'

/** Holds a result of a table to the type of its column. */
export function typedOutput(value: Value, output: XmlNode | undefined, { model, environment }: Place): Value {
  const type = typeNamed(output?.attributes['typeRef'])
  if (type === undefined) return value
  const fitting = coerced(value, type, model.types)
  return fitting === undefined ? problem(environment.run, 'a result is not of the type of its column') : fitting
}
