import { outcome, type Codes, type Lists, type Possible, type Reason, type Some, type Texts } from './possible.ts'
import { asCodes, canBeText, canHold } from './sameness.ts'

/** Whatever either side can be: what stands where it is not known which branch holds. */
export function join<S extends Some>(
  a: Possible<S>,
  b: Possible<S>,
  {
    joinSome,
    invalid,
    because,
  }: { readonly joinSome: (a: S, b: S) => S; readonly invalid: Reason | undefined; readonly because: Possible },
): Possible<S> {
  const some = a.some !== undefined && b.some !== undefined ? joinSome(a.some, b.some) : (a.some ?? b.some)
  return outcome(some, { none: a.none || b.none, invalid: invalid ?? a.invalid ?? b.invalid, from: [because, a, b] })
}

export function joinTexts(a: Texts, b: Texts): Texts {
  if (a.among !== undefined && b.among !== undefined) {
    const [left, right] = [a.among, b.among]
    return { kind: 'texts', among: [...left, ...right.filter((text) => !left.includes(text))], except: [] }
  }
  const except = [...a.except, ...b.except].filter((text) => !canBeText(a, text) && !canBeText(b, text))
  return { kind: 'texts', among: undefined, except }
}

const anyCodes: Codes = { kind: 'codes', sure: [], maybe: [], more: true, except: [] }

export function joinLists(one: Lists, other: Lists): Lists {
  const [a, b] = [asCodes(one), asCodes(other)]
  if (a === undefined || b === undefined) return anyCodes
  const sure = a.sure.filter((code) => b.sure.includes(code))
  const named = new Set([...a.sure, ...a.maybe, ...b.sure, ...b.maybe])
  const except = [...a.except, ...b.except].filter((code) => !canHold(a, code) && !canHold(b, code))
  return { kind: 'codes', sure, maybe: [...named].filter((code) => !sure.includes(code)), more: a.more || b.more, except }
}
