import { calculate, isDuration, negated } from './arithmetic.ts'
import { callFunction } from './call-function.ts'
import { compare, equal } from './compare.ts'
import { fail, inScope, located, pay, type Environment } from './environment.ts'
import { evaluateFilter } from './evaluate-filter.ts'
import { evaluateFor, evaluateQuantified } from './evaluate-iteration.ts'
import { partOf } from './evaluate-path.ts'
import type { ComparisonSign, Expression } from './expression.ts'
import { bounded, measured } from './measure.ts'
import { isNumber } from './number.ts'
import { openRange, satisfies, within } from './range.ts'
import { rangeOf } from './make-range.ts'
import { scopeWithin } from './scope.ts'
import { isInstance } from './instance-of.ts'
import { contextOf, isFunction, typeName, type FunctionValue, type RangeValue, type Value } from './value.ts'

/** The value of an expression by the null semantics of DMN 1.5; what went wrong on the way is in `run.problems`. */
export function evaluate(expression: Expression, environment: Environment): Value {
  const { run } = environment
  if (run.left.depth <= 0) return fail(environment, 'calls are nested too deep', expression.from)
  if (!pay(run, 1)) return null
  run.left.depth -= 1
  const value = evaluateOne(expression, environment)
  run.left.depth += 1
  return typeof value === 'string' || (typeof value === 'object' && !isNumber(value)) ? bounded(value, run) : value
}

type Of<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>

function evaluateOne(expression: Expression, environment: Environment): Value {
  const { scope } = environment
  const at = expression.from
  switch (expression.kind) {
    case 'null':
      return null
    case 'boolean':
    case 'number':
    case 'string':
      return expression.value
    case 'temporal':
      return expression.value ?? fail(environment, 'this is no date, time or duration', at)
    case 'name': {
      const value = scope.find(expression.name)
      return value === undefined ? fail(environment, `unknown name: ${expression.name}`, at) : value
    }
    case 'list':
      return expression.items.map((item) => evaluate(item, environment))
    case 'context':
      return evaluateContext(expression, environment)
    case 'range': {
      const [low, high] = [evaluate(expression.low, environment), evaluate(expression.high, environment)]
      return rangeOf({ ...expression, low, high }) ?? fail(environment, 'these cannot be the ends of a range', at)
    }
    case 'open range':
      return openRange(expression.sign, evaluate(expression.than, environment)) ?? fail(environment, 'this is no range', at)
    case 'and':
    case 'or':
      return evaluateLogic(expression, environment)
    case 'comparison':
      return evaluateComparison(expression, environment)
    case 'between':
      return evaluateBetween(expression, environment)
    case 'in':
      return evaluateIn(expression, environment)
    case 'arithmetic': {
      const [left, right] = [evaluate(expression.left, environment), evaluate(expression.right, environment)]
      const value = calculate(expression.sign, left, right)
      return value === undefined
        ? fail(environment, `${typeName(left)} ${expression.sign} ${typeName(right)} has no value`, at)
        : value
    }
    case 'minus': {
      const value = evaluate(expression.of, environment)
      if (isNumber(value)) return value.negated()
      return isDuration(value) ? negated(value) : fail(environment, `${typeName(value)} has no negative`, at)
    }
    case 'instance of':
      return isInstance(evaluate(expression.value, environment), expression.type, { environment, at })
    case 'path':
      return partOf(evaluate(expression.of, environment), expression.name, { environment, at })
    case 'filter':
      return evaluateFilter(expression, environment)
    case 'call':
      return evaluateCall(expression, environment)
    case 'if':
      return evaluate(evaluate(expression.condition, environment) === true ? expression.then : expression.otherwise, environment)
    case 'for':
      return evaluateFor(expression, environment)
    case 'some':
    case 'every':
      return evaluateQuantified(expression, environment)
    case 'function':
      return closure(expression, environment)
  }
}

function evaluateContext({ entries, from }: Of<'context'>, environment: Environment): Value {
  const known = new Map<string, Value>()
  const inside = inScope(environment, scopeWithin(environment.scope, known))
  for (const { key, value } of entries) {
    if (known.has(key)) return fail(environment, `the key ${key} stands twice`, from)
    known.set(key, evaluate(value, inside))
  }
  return contextOf(known)
}

/** Kleene's logic; what is no truth value counts as null (DMN 1.5, table 49). */
function evaluateLogic({ kind, items, from }: Of<'and' | 'or'>, environment: Environment): Value {
  const absorbing = kind === 'or'
  let unknown = false
  for (const item of items) {
    const value = evaluate(item, environment)
    if (value === absorbing) return absorbing
    if (typeof value === 'boolean') continue
    unknown = true
    if (value !== null) fail(environment, `${typeName(value)} is no truth value`, from)
  }
  return unknown ? null : !absorbing
}

const holds: Readonly<Record<Exclude<ComparisonSign, '=' | '!='>, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}

function evaluateComparison({ sign, left, right, from }: Of<'comparison'>, environment: Environment): Value {
  const [first, second] = [evaluate(left, environment), evaluate(right, environment)]
  const different = (): null => fail(environment, `${typeName(first)} ${sign} ${typeName(second)} cannot be compared`, from)
  if (sign === '=' || sign === '!=') {
    if (!pay(environment.run, effort([first], environment, 1))) return null
    const same = equal(first, second)
    return same === undefined ? different() : same === (sign === '=')
  }
  const order = compare(first, second)
  return order === undefined ? different() : holds[sign](order)
}

function evaluateBetween({ value, low, high, from }: Of<'between'>, environment: Environment): Value {
  const [middle, least, most] = [value, low, high].map((one) => evaluate(one, environment))
  const range = {
    kind: 'range',
    low: least ?? null,
    high: most ?? null,
    lowIncluded: true,
    highIncluded: true,
  } satisfies RangeValue
  return within(middle ?? null, range) ?? fail(environment, 'these cannot be compared', from)
}

function evaluateIn({ value, tests, from }: Of<'in'>, environment: Environment): Value {
  const tested = evaluate(value, environment)
  if (!pay(environment.run, effort([tested], environment, 1) * tests.length)) return null
  let unknown = false
  for (const test of tests) {
    const holdsHere = testHolds(test, tested, environment)
    if (holdsHere === true) return true
    if (holdsHere === undefined) unknown = true
  }
  return unknown ? fail(environment, 'these cannot be compared', from) : false
}

/** Whether one test holds for a value; undefined where they cannot be compared. */
export function testHolds(test: Expression, tested: Value, environment: Environment): boolean | undefined {
  if (test.kind !== 'open range') return satisfies(tested, evaluate(test, environment))
  const than = evaluate(test.than, environment)
  if (test.sign === '=' || test.sign === '!=') {
    const same = equal(tested, than)
    return same === undefined ? undefined : same === (test.sign === '=')
  }
  const order = compare(tested, than)
  return order === undefined ? undefined : holds[test.sign](order)
}

function evaluateCall({ callee, given, from }: Of<'call'>, environment: Environment): Value {
  const { run, types } = environment
  const called = evaluate(callee, environment)
  if (!isFunction(called)) return fail(environment, `${typeName(called)} cannot be called`, from)
  const values = given.map(({ name, value }) => {
    const worked = evaluate(value, environment)
    return name === undefined ? { value: worked } : { name, value: worked }
  })
  if (
    !pay(
      run,
      effort(
        values.map(({ value }) => value),
        environment,
        3,
      ),
    )
  )
    return null
  const before = run.problems.length
  const result = callFunction(called, values, run, types)
  located(environment, before, from)
  return result
}

/** What it costs to walk through values once: two to the power of `share` parts for a step. */
function effort(values: readonly Value[], { run }: Environment, share: number): number {
  return values.reduce((sum, value) => sum + (measured(value, run).size >>> share), 0)
}

/** A function remembers the scope that it was written in. */
function closure({ parameters, external, body }: Of<'function'>, environment: Environment): FunctionValue {
  return {
    kind: 'function',
    name: '',
    signatures: [parameters],
    call(given, run) {
      if (external) return fail({ ...environment, run }, 'external functions are not called', body.from)
      const own = new Map(parameters.map(({ name }, at): [string, Value] => [name, given[at] ?? null]))
      run.left.depth -= 4
      const value = evaluate(body, { ...environment, run, scope: scopeWithin(environment.scope, own) })
      run.left.depth += 4
      return value
    },
  }
}
