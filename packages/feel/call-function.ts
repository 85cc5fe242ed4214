import { coerced } from './coerce.ts'
import { noTypes, type Types } from './conform.ts'
import { spelled } from './names.ts'
import { problem, type FunctionParameter, type FunctionValue, type Run, type Value } from './value.ts'

export type Given = { readonly name?: string; readonly value: Value }

/** Calls a function with values by place or by name; null and a problem where they do not fit (DMN 1.5, 10.3.2.13). */
export function callFunction(callee: FunctionValue, given: readonly Given[], run: Run, types: Types = noTypes): Value {
  const name = callee.name || 'this function'
  const named = given.some((one) => one.name !== undefined)
  const ways = callee.signatures.flatMap((signature) => {
    const bound = named ? bindByName(signature, given) : bindByPlace(signature, given, callee.variadic === true)
    return bound === undefined ? [] : [bound]
  })
  for (const bound of ways) {
    const values = fitting(bound, types)
    if (values !== undefined) return callee.call(values, run)
  }
  return problem(
    run,
    ways.length === 0 ? `${name} cannot be called with these arguments` : `an argument of ${name} has the wrong type`,
  )
}

type Bound = { readonly value: Value | undefined; readonly type: FunctionParameter['type'] }

/** The values as the types of the parameters ask for them; undefined where one does not fit. */
function fitting(bound: readonly Bound[], types: Types): readonly (Value | undefined)[] | undefined {
  const values: (Value | undefined)[] = []
  for (const { value, type } of bound) {
    const held = value === undefined || type === undefined ? value : coerced(value, type, types)
    if (value !== undefined && held === undefined) return undefined
    values.push(held)
  }
  return values
}

function bindByName(signature: readonly FunctionParameter[], given: readonly Given[]): readonly Bound[] | undefined {
  const values = new Map(given.map(({ name, value }) => [name === undefined ? undefined : spelled(name), value]))
  if (values.size !== given.length || [...values.keys()].some((name) => !signature.some((one) => spelled(one.name) === name)))
    return undefined
  const missing = signature.some((one) => (one.optional ?? false) === false && !values.has(spelled(one.name)))
  return missing ? undefined : signature.map((one) => ({ value: values.get(spelled(one.name)), type: one.type }))
}

function bindByPlace(
  signature: readonly FunctionParameter[],
  given: readonly Given[],
  variadic: boolean,
): readonly Bound[] | undefined {
  const least = signature.filter((one) => one.optional !== true).length
  if (given.length < least || (given.length > signature.length && !variadic)) return undefined
  if (!variadic) return signature.map((one, at) => ({ value: given[at]?.value, type: one.type }))
  return given.map(({ value }) => ({ value, type: undefined }))
}
