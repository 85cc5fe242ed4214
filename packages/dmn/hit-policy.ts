import { builtInFunctions, callFunction, contextOf, equal, problem, type Environment, type Value } from '@convive/feel'
import type { Output } from './table-output.ts'

export type Table = { readonly outputs: readonly Output[]; readonly policy: string; readonly aggregation: string | undefined }
type Row = readonly Value[]

/** What a table comes to when these rules match, in the order in which they stand (DMN 1.5, 8.2.11). */
export function byPolicy({ outputs, policy, aggregation }: Table, results: readonly Row[], environment: Environment): Value {
  if (results.length === 0) return defaults(outputs, environment)
  const { run } = environment
  const rows = (list: readonly Row[]): readonly Value[] => list.map((values) => rowOf(outputs, values, environment))
  const [first = null] = rows(results.slice(0, 1))
  switch (policy) {
    case 'UNIQUE':
      return results.length === 1 ? first : problem(run, 'more than one rule of a unique table matches')
    case 'ANY':
      return rows(results).every((one) => equal(one, first) === true)
        ? first
        : problem(run, 'rules that match have different results')
    case 'FIRST':
      return first
    case 'PRIORITY':
      return rows(ranked(outputs, results, environment))[0] ?? null
    case 'OUTPUT ORDER':
      return rows(ranked(outputs, results, environment))
    case 'RULE ORDER':
      return rows(results)
    case 'COLLECT':
      return collected(aggregation, rows(results), environment)
    default:
      return problem(run, `unknown hit policy ${policy}`)
  }
}

function defaults(outputs: readonly Output[], environment: Environment): Value {
  if (outputs.every(({ byDefault }) => byDefault === undefined)) return null
  const values = outputs.map(({ byDefault }) => byDefault?.(environment) ?? null)
  return rowOf(outputs, values, environment)
}

/** One output stands for itself, several make a context. */
function rowOf(outputs: readonly Output[], values: Row, environment: Environment): Value {
  const fitting = values.map((value, at) => outputs[at]?.fit(value, environment) ?? null)
  if (outputs.length === 1) return fitting[0] ?? null
  return contextOf(outputs.map(({ name }, at): [string, Value] => [name, fitting[at] ?? null]))
}

const aggregations: ReadonlyMap<string, string> = new Map([
  ['SUM', 'sum'],
  ['MIN', 'min'],
  ['MAX', 'max'],
  ['COUNT', 'count'],
])

function collected(aggregation: string | undefined, values: readonly Value[], { run }: Environment): Value {
  if (aggregation === undefined) return values
  const aggregate = builtInFunctions.get(aggregations.get(aggregation) ?? '')
  return aggregate === undefined
    ? problem(run, `unknown aggregation ${aggregation}`)
    : callFunction(aggregate, [{ value: values }], run)
}

/** Results in the order in which the output values are listed, the first output before the second. */
function ranked(outputs: readonly Output[], results: readonly Row[], environment: Environment): readonly Row[] {
  const ranks = results.map((values) => ({
    values,
    places: outputs.map(({ rank }, at) => rank(values[at] ?? null, environment)),
  }))
  const order = (left: readonly number[], right: readonly number[]): number =>
    left.reduce((so, place, at) => (so === 0 ? place - (right[at] ?? 0) : so), 0)
  return ranks.toSorted((left, right) => order(left.places, right.places)).map(({ values }) => values)
}
