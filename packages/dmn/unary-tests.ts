import { satisfies, scopeWithin, testHolds, type Environment, type Expression, type UnaryTests, type Value } from '@convive/feel'

/** Whether a value passes the tests of a cell; `?` stands for it (DMN 1.5, 7.3.3 and rule 7). Undefined: cannot be told. */
export function testsHold({ tests, negated }: UnaryTests, value: Value, environment: Environment): boolean | undefined {
  if (tests === 'anything') return true
  const inside = { ...environment, scope: scopeWithin(environment.scope, new Map([['?', value]])) }
  const held = tests.some((test) => {
    if (test.kind === 'open range') return testHolds(test, value, inside) === true
    const answer = environment.evaluate(test, inside)
    if (answer === true && typeof value !== 'boolean') return true
    if (typeof answer === 'boolean' && typeof value === 'boolean') return speaksOfInput(test) ? answer : answer === value
    return satisfies(value, answer) === true
  })
  return negated ? !held : held
}

/** A test that names the input, or compares, is an answer of its own; any other is a value to compare the input with. */
function speaksOfInput(test: Expression): boolean {
  if (test.kind === 'boolean' || test.kind === 'path') return false
  if (test.kind === 'name') return test.name === '?'
  return test.kind !== 'call' || test.given.some(({ value }) => speaksOfInput(value))
}
