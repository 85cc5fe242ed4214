import { dateOfDays, daysOf } from './calendar.ts'
import { compare } from './compare.ts'
import { fail, inScope, pay, type Environment } from './environment.ts'
import type { Expression, Iteration } from './expression.ts'
import { isNumber, numberOf, wholeNumber } from './number.ts'
import { scopeWithin, type Scope } from './scope.ts'
import { isDate, isList, isRange, type RangeValue, type Run, type Value } from './value.ts'

type For = Extract<Expression, { kind: 'for' }>
type Quantified = Extract<Expression, { kind: 'some' | 'every' }>

/** `for … return …`: `partial` is the list of what was returned so far (DMN 1.5, 10.3.2.14). */
export function evaluateFor({ iterations, body }: For, environment: Environment): Value {
  const results: Value[] = []
  const whole = eachOf(iterations, environment, (inside) => {
    const scope = withPartial(inside.scope, results, inside.run)
    results.push(environment.evaluate(body, inScope(inside, scope)))
    return true
  })
  return whole ? results : null
}

/** The list so far is copied only where it is asked for, and the copy is paid for. */
export function withPartial(outer: Scope, results: readonly Value[], run: Run): Scope {
  return {
    find(name) {
      if (name !== 'partial') return outer.find(name)
      return pay(run, results.length) ? [...results] : null
    },
  }
}

export function evaluateQuantified({ kind, iterations, body }: Quantified, environment: Environment): Value {
  const ending = kind === 'some'
  let unknown = false
  let answer: boolean = !ending
  const whole = eachOf(iterations, environment, (inside) => {
    const value = environment.evaluate(body, inside)
    if (value === ending) answer = ending
    else if (typeof value !== 'boolean') unknown = true
    return answer !== ending
  })
  if (!whole) return null
  return answer === ending ? ending : unknown ? null : answer
}

/** Visits every combination until one says to stop; false where one of the lists is none. */
function eachOf(iterations: readonly Iteration[], environment: Environment, visit: (inside: Environment) => boolean): boolean {
  const [first, ...rest] = iterations
  if (first === undefined) return true
  const items = itemsOf(first, environment)
  if (items === undefined) return false
  for (const item of items) {
    if (!pay(environment.run, 1)) return false
    const inside = inScope(environment, scopeWithin(environment.scope, new Map([[first.name, item]])))
    if (rest.length > 0) {
      let stopped = false
      const whole = eachOf(rest, inside, (deeper) => {
        stopped = !visit(deeper)
        return !stopped
      })
      if (!whole) return false
      if (stopped) return true
    } else if (!visit(inside)) return true
  }
  return true
}

function itemsOf({ over, to }: Iteration, environment: Environment): Iterable<Value> | undefined {
  const { run } = environment
  const start = environment.evaluate(over, environment)
  const whole = { lowIncluded: true, highIncluded: true }
  const value: Value =
    to === undefined ? start : { kind: 'range', low: start, high: environment.evaluate(to, environment), ...whole }
  const backwards = to === undefined && isRange(value) && (compare(value.low ?? null, value.high ?? null) ?? 0) > 0
  const items = backwards ? undefined : membersOf(value, run)
  if (items === undefined) fail(environment, 'this cannot be walked through', over.from)
  return items
}

/** A list, a range of whole numbers or days, up or down, or a single value; undefined where there is nothing to walk through. */
function membersOf(value: Value, run: Run): Iterable<Value> | undefined {
  if (isList(value)) return value
  if (value === null) return undefined
  if (!isRange(value)) return [value]
  const { low = null, high = null } = value
  if (isNumber(low) && isNumber(high)) {
    const [from, to] = [wholeNumber(low), wholeNumber(high)]
    return from === undefined || to === undefined
      ? undefined
      : counted(value, { from, to, run, make: (place) => numberOf(place) })
  }
  if (!isDate(low) || !isDate(high)) return undefined
  return counted(value, { from: daysOf(low), to: daysOf(high), run, make: (day) => dateOfDays(day) ?? null })
}

type Count = { readonly from: number; readonly to: number; readonly run: Run; readonly make: (place: number) => Value }

function* counted({ lowIncluded, highIncluded }: RangeValue, { from, to, run, make }: Count): Iterable<Value> {
  const step = from <= to ? 1 : -1
  for (let place = from; step * (to - place) >= 0 && run.left.steps >= 0; place += step) {
    if ((place === from && !lowIncluded) || (place === to && !highIncluded)) continue
    yield make(place)
  }
}
