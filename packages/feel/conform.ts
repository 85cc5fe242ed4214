import type { FeelType } from './type.ts'
import { isContext, isFunction, isList, isRange, typeName, type Value } from './value.ts'

/** A type of a model: what it is made of, and which of its values it allows. */
export type DefinedType = { readonly type: FeelType; allows(value: Value): boolean }
export type Types = { find(name: string): DefinedType | undefined }

export const noTypes: Types = { find: () => undefined }

/** What a named type stands for, in the model that names it or else in the one at hand. */
export function definitionOf({ name, home }: Extract<FeelType, { kind: 'named' }>, types: Types): DefinedType | undefined {
  return (home ?? types).find(name)
}

/** More names than any type is hidden behind: types that name each other in a circle are of no value. */
const mostNames = 100

/**
 * Whether a value is of a type (DMN 1.5, 10.3.2.9). Null is of every type that does not say otherwise. `names` counts those that were
 * followed without going deeper into the value.
 */
export function conforms(value: Value, type: FeelType, types: Types, names = 0): boolean {
  if (value === null) return true
  switch (type.kind) {
    case 'simple':
      return type.name === 'Any' || typeName(value) === type.name
    case 'list':
      return isList(value) && value.every((item) => conforms(item, type.of, types))
    case 'range':
      return isRange(value) && [value.low, value.high].every((end) => conforms(end ?? null, type.of, types))
    case 'context':
      return (
        isContext(value) &&
        [...type.entries].every(
          ([name, part]) => value.entries.has(name) && conforms(value.entries.get(name) ?? null, part, types),
        )
      )
    case 'function':
      return isFunction(value) && functionConforms(value, type, types)
    case 'named': {
      const known = definitionOf(type, types)
      return known !== undefined && names < mostNames && conforms(value, known.type, types, names + 1) && known.allows(value)
    }
  }
}

type FunctionType = Extract<FeelType, { kind: 'function' }>

function functionConforms(value: Extract<Value, { kind: 'function' }>, type: FunctionType, types: Types): boolean {
  const fits = value.signatures.some(
    (signature) =>
      signature.length === type.parameters.length &&
      signature.every((parameter, at) => {
        const asked = type.parameters[at]
        return asked !== undefined && (parameter.type === undefined || typeConforms(asked, parameter.type, types))
      }),
  )
  return fits && (value.result === undefined || typeConforms(value.result, type.result, types))
}

/** Whether every value of one type is one of another (DMN 1.5, 10.3.2.9.3). */
export function typeConforms(own: FeelType, asked: FeelType, types: Types, depth = 0): boolean {
  const [left, right] = [plainType(own, types), plainType(asked, types)]
  // Types that hold themselves are alike where no difference was found so deep.
  if (depth > mostNames) return true
  if (right === undefined || left === undefined) return false
  if (right.kind === 'simple')
    return right.name === 'Any' || (left.kind === 'simple' && (left.name === right.name || left.name === 'Null'))
  if (left.kind === 'simple') return left.name === 'Null'
  if (left.kind === 'context')
    return (
      right.kind === 'context' &&
      [...right.entries].every(([name, part]) => {
        const mine = left.entries.get(name)
        return mine !== undefined && typeConforms(mine, part, types, depth + 1)
      })
    )
  if (left.kind === 'list') return right.kind === 'list' && typeConforms(left.of, right.of, types, depth + 1)
  if (left.kind === 'range') return right.kind === 'range' && typeConforms(left.of, right.of, types, depth + 1)
  if (left.kind !== 'function' || right.kind !== 'function') return false
  return (
    left.parameters.length === right.parameters.length &&
    left.parameters.every((parameter, at) => typeConforms(right.parameters[at] ?? parameter, parameter, types, depth + 1)) &&
    typeConforms(left.result, right.result, types, depth + 1)
  )
}

/** What a type is once every name is followed; undefined where one stands for nothing. */
export function plainType(type: FeelType, types: Types): Exclude<FeelType, { kind: 'named' }> | undefined {
  let known: FeelType | undefined = type
  for (let steps = 0; known?.kind === 'named' && steps < mostNames; steps += 1) known = definitionOf(known, types)?.type
  return known === undefined || known.kind === 'named' ? undefined : known
}
