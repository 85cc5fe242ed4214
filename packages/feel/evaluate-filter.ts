import { fail, inScope, pay, type Environment } from './environment.ts'
import type { Expression } from './expression.ts'
import { isNumber, wholeNumber, type FeelNumber } from './number.ts'
import { entryOf, type Scope } from './scope.ts'
import { isContext, isList, type ListValue, type Value } from './value.ts'

type Filter = Extract<Expression, { kind: 'filter' }>

/** `list[2]`, `list[-1]`, `list[item > 3]`; a value that is no list is a list of one (DMN 1.5, 10.3.2.5). */
export function evaluateFilter({ list, by, from }: Filter, environment: Environment): Value {
  const { run } = environment
  const filtered = environment.evaluate(list, environment)
  const items = isList(filtered) ? filtered : filtered === null ? [] : [filtered]
  const kept: Value[] = []
  for (const [at, item] of items.entries()) {
    if (!pay(run, 1)) return null
    const answer = environment.evaluate(by, inScope(environment, itemScope(environment.scope, item)))
    if (at === 0 && isNumber(answer)) {
      const chosen = nth(items, answer)
      return chosen === undefined ? fail(environment, 'no such place in the list', from) : chosen
    }
    if (answer === true) kept.push(item)
    else if (typeof answer !== 'boolean' && answer !== null)
      return fail(environment, 'a filter is a number or a truth value', from)
  }
  if (items.length > 0) return kept
  return isNumber(environment.evaluate(by, environment)) ? fail(environment, 'no such place in the list', from) : []
}

/** Inside a filter the parts of a context stand for themselves, and `item` for the whole. */
export function itemScope(outer: Scope, item: Value): Scope {
  return {
    find(name) {
      const part = isContext(item) ? entryOf(item.entries, name) : undefined
      if (part !== undefined) return part
      return name === 'item' ? item : outer.find(name)
    },
  }
}

function nth(items: ListValue, place: FeelNumber): Value | undefined {
  const whole = wholeNumber(place) ?? 0
  return whole > 0 ? items[whole - 1] : whole < 0 ? items.at(whole) : undefined
}
