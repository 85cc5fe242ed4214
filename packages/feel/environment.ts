import type { Types } from './conform.ts'
import type { Expression } from './expression.ts'
import { placeIn } from './fault.ts'
import type { Scope } from './scope.ts'
import { mostProblems, problem, type Problem, type Run, type Value } from './value.ts'

/** What an expression is worked out in: names, types of the model, and the run that it is part of. */
export type Environment = {
  readonly scope: Scope
  readonly types: Types
  readonly run: Run
  /** The text that is being worked out, so that a problem can say where it is. */
  readonly source?: Source
  /** Works out any expression; kept here so that the files of the evaluator do not import each other in a circle. */
  evaluate(expression: Expression, environment: Environment): Value
}

/** A text, and where it stands: `line` is the line of the file on which it begins, counted from 1. */
export type Source = { readonly text: string; readonly file?: string; readonly line?: number }
/** A place in the text of an environment. */
export type Spot = { readonly environment: Environment; readonly at: number }

/** Says what went wrong and where; the value of what went wrong is null. */
export function fail(environment: Environment, message: string, at: number): null {
  const { run } = environment
  return problem(run, message, run.problems.length < mostProblems ? placed(environment, at) : {})
}

/** Places the problems since `before` that do not know where they are, such as those of a built-in function, at its call. */
export function located(environment: Environment, before: number, at: number): void {
  const { problems } = environment.run
  for (const [index, one] of problems.entries()) {
    if (index >= before && one.at === undefined) problems[index] = { ...one, ...placed(environment, at) }
  }
}

function placed({ source }: Environment, at: number): Omit<Problem, 'message'> {
  if (source === undefined) return { at }
  const { line, column, word } = placeIn(source.text, at)
  const file = source.file === undefined ? {} : { file: source.file }
  return { at, ...file, line: line + (source.line ?? 1) - 1, column, word }
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
