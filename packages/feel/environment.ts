import type { Types } from './conform.ts'
import type { Expression } from './expression.ts'
import type { Scope } from './scope.ts'
import { problem, type Run, type Value } from './value.ts'

/** What an expression is worked out in: names, types of the model, and the run that it is part of. */
export type Environment = {
  readonly scope: Scope
  readonly types: Types
  readonly run: Run
  /** Works out any expression; kept here so that the files of the evaluator do not import each other in a circle. */
  evaluate(expression: Expression, environment: Environment): Value
}

export function inScope(environment: Environment, scope: Scope): Environment {
  return { ...environment, scope }
}

/** Pays for a piece of work; false, and a problem once, when the run has done more than any rule should. */
export function pay(run: Run, steps: number): boolean {
  const before = run.left.steps
  run.left.steps -= steps
  if (run.left.steps >= 0) return true
  if (before >= 0) problem(run, 'this takes too long')
  return false
}
