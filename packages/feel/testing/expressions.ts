import {
  builtInFunctions,
  builtInNames,
  builtInParts,
  evaluate,
  namesWithin,
  noTypes,
  openRun,
  readFeel,
  scopeWithin,
  textOf,
  type Expression,
  type Problem,
  type Value,
} from '../index.ts'

/** Noon of 2026-11-26 in UTC. */
export const noon = { nanos: 1_795_694_400n * 1_000_000_000n, zone: { offset: 0 } }

export type Worked = { readonly value: Value; readonly problems: readonly Problem[] }

export function read(feel: string, names: Iterable<string> = []): Expression {
  const result = readFeel(feel, { scope: namesWithin(builtInNames, names), parts: builtInParts })
  if (!result.ok) throw new Error(`${result.fault.code}: ${result.fault.message}`)
  return result.value
}

/** What an expression comes to with these variables. */
export function worked(feel: string, variables: Readonly<Record<string, Value>> = {}, steps?: number): Worked {
  const run = openRun(noon)
  if (steps !== undefined) run.left.steps = steps
  const scope = scopeWithin(scopeWithin(undefined, builtInFunctions), new Map(Object.entries(variables)))
  const source = { text: feel }
  const value = evaluate(read(feel, Object.keys(variables)), { scope, types: noTypes, run, evaluate, source })
  return { value, problems: run.problems }
}

/** The value as text; where something went wrong, after a colon what. */
export function shown({ value, problems }: Worked): string {
  return problems[0] === undefined ? textOf(value) : `${textOf(value)}: ${problems[0].message}`
}

export const says = (feel: string, variables: Readonly<Record<string, Value>> = {}): string => shown(worked(feel, variables))
