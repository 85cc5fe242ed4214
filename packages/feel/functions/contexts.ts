import { entryOf } from '../scope.ts'
import {
  contextOf,
  isContext,
  isList,
  isText,
  type ContextValue,
  type FunctionValue,
  type ListValue,
  type Value,
} from '../value.ts'
import { define, listIn, single } from './define.ts'

function put(context: ContextValue, keys: ListValue, value: Value): ContextValue | undefined {
  const [key, ...rest] = keys
  if (!isText(key)) return undefined
  if (rest.length === 0) return contextOf([...context.entries, [key, value]])
  const inner = context.entries.get(key)
  const changed = isContext(inner) ? put(inner, rest, value) : undefined
  return changed === undefined ? undefined : contextOf([...context.entries, [key, changed]])
}

/** Undefined where an entry has no key or no value, or two have the same key. */
function fromEntries(entries: ListValue): ContextValue | undefined {
  const result = new Map<string, Value>()
  for (const entry of entries) {
    const [key, value] = isContext(entry) ? [entry.entries.get('key'), entry.entries.get('value')] : []
    if (!isText(key) || value === undefined || result.has(key)) return undefined
    result.set(key, value)
  }
  return contextOf(result)
}

/** DMN 1.5, table 81. */
export const contextFunctions: readonly FunctionValue[] = [
  define('get value', ['m, key: string', 'm, keys', 'context, key: string', 'context, keys'], ([given, key]) => {
    const context = single(given)
    if (!isContext(context)) return undefined
    if (isText(key)) return entryOf(context.entries, key) ?? null
    if (!isList(key) || key.length === 0) return undefined
    return key.reduce<Value>((inner, one) => (isContext(inner) && isText(one) ? (inner.entries.get(one) ?? null) : null), context)
  }),
  define('get entries', ['m', 'context'], ([given]) => {
    const context = single(given)
    if (!isContext(context)) return undefined
    return [...context.entries].map(([key, value]) =>
      contextOf([
        ['key', key],
        ['value', value],
      ]),
    )
  }),
  define('context', ['entries'], ([given]) => {
    const entries = listIn(given)
    return entries === undefined ? undefined : fromEntries(entries)
  }),
  define('context put', ['context, key: string, value', 'context, keys, value'], ([given, key, value = null]) => {
    const context = single(given)
    const keys = isText(key) ? [key] : isList(key) ? key : []
    return isContext(context) ? put(context, keys, value) : undefined
  }),
  define('context merge', ['contexts'], ([given]) => {
    const contexts = listIn(given)
    if (contexts === undefined || !contexts.every(isContext)) return undefined
    return contextOf(contexts.flatMap(({ entries }) => [...entries]))
  }),
]
