import {
  builtInFunctions,
  callFunction,
  contextOf,
  equal,
  problem,
  readFeel,
  readUnaryTests,
  evaluate,
  type Value,
} from '@convive/feel'
import type { Place } from './boxed.ts'
import { typedOutput } from './table-output.ts'
import { testsHold } from './unary-tests.ts'
import { child, children, type XmlNode } from './xml-tree.ts'

const textIn = (node: XmlNode | undefined): string => (node === undefined ? '' : (child(node, 'text')?.text ?? ''))

/** A decision table with any hit policy (DMN 1.5, 8.2.8 to 8.2.11). */
export function decisionTable(table: XmlNode, place: Place): Value {
  const { run } = place.environment
  const inputs = children(table, 'input').map((input) => inputValue(input, place))
  if (inputs.some((value) => value === undefined)) return problem(run, 'an input has a value that is not allowed')
  const outputs = children(table, 'output')
  const rules = children(table, 'rule').filter((rule) => matches(rule, inputs, place))
  if (rules.length === 0) return defaults(outputs, place)
  const results = rules.map((rule) => children(rule, 'outputEntry').map((entry) => feel(textIn(entry), place)))
  return byPolicy(table, { outputs, results, place })
}

function feel(text: string, { model, environment }: Place): Value {
  const read = readFeel(text, model.names)
  return read.ok
    ? evaluate(read.value, environment)
    : problem(environment.run, `${read.fault.message} (line ${read.fault.line}, column ${read.fault.column})`)
}

/** Undefined: a value that the input does not allow. */
function inputValue(input: XmlNode, place: Place): Value | undefined {
  const expression = child(input, 'inputExpression')
  const value = feel(textIn(expression), place)
  const allowed = child(input, 'inputValues')
  if (allowed === undefined || value === null) return value
  const read = readUnaryTests(textIn(allowed), place.model.names)
  return read.ok && testsHold(read.value, value, place.environment) === true ? value : undefined
}

function matches(rule: XmlNode, inputs: readonly (Value | undefined)[], place: Place): boolean {
  return children(rule, 'inputEntry').every((entry, at) => {
    const read = readUnaryTests(textIn(entry), place.model.names)
    if (read.ok) return testsHold(read.value, inputs[at] ?? null, place.environment) === true
    problem(place.environment.run, `${read.fault.message} (line ${read.fault.line}, column ${read.fault.column})`)
    return false
  })
}

function defaults(outputs: readonly XmlNode[], place: Place): Value {
  const values = outputs.map((output) => {
    const entry = child(output, 'defaultOutputEntry')
    return entry === undefined ? undefined : feel(textIn(entry), place)
  })
  if (values.every((value) => value === undefined)) return null
  return row(
    outputs,
    values.map((value) => value ?? null),
    place,
  )
}

/** One output stands for itself, several make a context. */
function row(outputs: readonly XmlNode[], values: readonly Value[], place: Place): Value {
  const held = values.map((value, at) => typedOutput(value, outputs[at], place))
  if (outputs.length === 1) return held[0] ?? null
  return contextOf(outputs.map((output, at) => [output.attributes['name'] ?? '', held[at] ?? null]))
}

type Results = { readonly outputs: readonly XmlNode[]; readonly results: readonly (readonly Value[])[]; readonly place: Place }

function byPolicy(table: XmlNode, { outputs, results, place }: Results): Value {
  const { run } = place.environment
  const rows = (list: readonly (readonly Value[])[]): readonly Value[] => list.map((values) => row(outputs, values, place))
  const [first = null] = rows(results.slice(0, 1))
  switch (table.attributes['hitPolicy'] ?? 'UNIQUE') {
    case 'UNIQUE':
      return results.length === 1 ? first : problem(run, 'more than one rule of a unique table matches')
    case 'ANY':
      return rows(results).every((one) => equal(one, first) === true)
        ? first
        : problem(run, 'rules that match have different results')
    case 'FIRST':
      return first
    case 'PRIORITY':
      return rows(ranked({ outputs, results, place }))[0] ?? null
    case 'OUTPUT ORDER':
      return rows(ranked({ outputs, results, place }))
    case 'RULE ORDER':
      return rows(results)
    case 'COLLECT':
      return collected(table.attributes['aggregation'], rows(results), place)
    default:
      return problem(run, 'unknown hit policy')
  }
}

const aggregations: Readonly<Record<string, string>> = { SUM: 'sum', MIN: 'min', MAX: 'max', COUNT: 'count' }

function collected(aggregation: string | undefined, values: readonly Value[], { environment: { run } }: Place): Value {
  const aggregate = builtInFunctions.get(aggregations[aggregation ?? ''] ?? '')
  return aggregate === undefined ? values : callFunction(aggregate, [{ value: values }], run)
}

/** Results in the order in which the output values are listed, the first output before the second. */
function ranked({ outputs, results, place }: Results): readonly (readonly Value[])[] {
  const ranks = outputs.map((output) => {
    const values = child(output, 'outputValues')
    const read = values === undefined ? undefined : readUnaryTests(textIn(values), place.model.names)
    const tests = read?.ok === true && read.value.tests !== 'anything' ? read.value.tests : []
    return (value: Value): number =>
      tests.findIndex((test) => testsHold({ tests: [test], negated: false, from: 0, to: 0 }, value, place.environment) === true)
  })
  const rankOf = (values: readonly Value[], at: number): number => ranks[at]?.(values[at] ?? null) ?? 0
  return results.toSorted((left, right) =>
    outputs.reduce((order, _output, at) => (order === 0 ? rankOf(left, at) - rankOf(right, at) : order), 0),
  )
}
