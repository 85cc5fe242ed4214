import { problem, type Environment, type Value } from '@convive/feel'
import { byPolicy, type Table } from './hit-policy.ts'
import { feelLogic, feelTests, textWithin, type Cell, type Logic, type Site } from './logic.ts'
import { outputOf } from './table-output.ts'
import { testsHold } from './unary-tests.ts'
import { child, children, type XmlNode } from './xml-tree.ts'

type Input = { readonly value: Logic; readonly allowed: ReturnType<typeof feelTests> | undefined }
type Rule = { readonly cells: readonly ReturnType<typeof feelTests>[]; readonly results: readonly Logic[] }

/** A decision table with any hit policy (DMN 1.5, 8.2.8 to 8.2.11), made ready once. */
export function decisionTable(node: XmlNode, site: Site): Logic {
  const inputs = children(node, 'input').map((input): Input => {
    const allowed = child(input, 'inputValues')
    return {
      value: feelLogic(textWithin(child(input, 'inputExpression')), site),
      allowed: allowed === undefined ? undefined : feelTests(textWithin(allowed), site),
    }
  })
  const table: Table = {
    outputs: children(node, 'output').map((output) => outputOf(output, site)),
    policy: node.attributes['hitPolicy'] ?? 'UNIQUE',
    aggregation: node.attributes['aggregation'],
  }
  const rules = children(node, 'rule').map((rule): Rule => ({
    cells: children(rule, 'inputEntry').map((entry) => feelTests(textWithin(entry), site)),
    results: children(rule, 'outputEntry').map((entry) => feelLogic(textWithin(entry), site)),
  }))
  return (environment) => {
    const values = inputs.map((input) => inputValue(input, environment))
    if (values.some((value) => value === undefined)) return problem(environment.run, 'an input has a value that is not allowed')
    const matching = rules.filter(({ cells }) => cells.every((cell, at) => cellHolds(cell, values[at] ?? null, environment)))
    const results = matching.map((rule) => rule.results.map((result) => result(environment)))
    return byPolicy(table, results, environment)
  }
}

/** Undefined: a value that the input does not allow. */
function inputValue({ value, allowed }: Input, environment: Environment): Value | undefined {
  const given = value(environment)
  return allowed === undefined || given === null || cellHolds(allowed, given, environment) ? given : undefined
}

/** What cannot be read holds for nothing, and says so. */
function cellHolds(cell: Cell | Logic, value: Value, environment: Environment): boolean {
  if (typeof cell !== 'function') return testsHold(cell.tests, value, cell.within(environment)) === true
  cell(environment)
  return false
}
