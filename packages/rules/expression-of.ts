import type { FactState } from '@convive/facts'
import type { LocalType } from './check-expression.ts'
import { collect, relationsIn } from './collect.ts'
import { compile, compileTruth, type Run } from './compile.ts'
import { readingOf } from './read-as.ts'
import { environmentOf, type Environment, type FactView } from './environment.ts'
import { evaluationOf, type Evaluation } from './evaluation.ts'
import { hintsOf, type Hint } from './hints.ts'
import type { Always } from './lived.ts'
import { invalid, type Possible, type Truths } from './possible.ts'
import type { Relation } from './relation.ts'
import { cellsOf, possibleOf, readableFact, type Readable } from './read-state.ts'
import type { Tree, ValueType } from './tree.ts'

/** A checked expression, ready to be evaluated on any number of people. */
export type Expression = {
  readonly feel: string
  readonly type: ValueType
  /** The facts it hangs on, through derived facts down to those that can be asked. */
  readonly facts: readonly string[]
  /** Names that the caller brings at each evaluation. */
  readonly locals: readonly string[]
  /** Kleene evaluation: a value only where every completion of what is not known gives that value. */
  readonly evaluate: (view: FactView, locals?: Readonly<Record<string, FactState>>) => Evaluation
  /** For the searches of this room and for other engines on the same tree. */
  readonly inside: Inside
}

/** Not for other rooms: its shape may change. */
export type Inside = {
  readonly tree: Tree
  readonly run: Run
  /** The same as a condition; of an expression that is none, always invalid. */
  readonly truth: (environment: Environment) => Possible<Truths>
  readonly read: ReadonlyMap<string, Readable>
  /** Facts whose none has an answer of its own here. */
  readonly absence: ReadonlySet<string>
  readonly texts: ReadonlySet<string>
  readonly hints: readonly Hint[]
  /** What the catalogue says is so in every life, of these facts and of those that it ties to them. */
  readonly always: readonly Always[]
  /** Facts that meet in a comparison, here or in what is always so. */
  readonly relations: ReadonlyMap<string, Relation>
}

/** What is written, and the types of the names that a caller brings. */
export type Written = { readonly feel: string; readonly locals?: Readonly<Record<string, LocalType>> }

/** A checked tree, ready to be evaluated; without the reader of FEEL, so that a browser needs only this. */
export function expressionOf({ feel, locals = {} }: Written, tree: Tree, always: readonly Always[]): Expression {
  const reading = readingOf(tree)
  const { facts, absence, texts } = collect(tree, reading)
  const tied = always.flatMap((one) => one.reads)
  const read = new Map([...facts.values(), ...tied].map((fact) => [fact.id, readableFact(fact)]))
  const run = compile(tree, reading)
  const readLocals = Object.entries(locals).map(([id, type]): Readable => ({ id, type, domain: undefined, cost: 0 }))
  return {
    feel,
    type: tree.type,
    facts: [...facts.keys()],
    locals: Object.keys(locals),
    evaluate: (view, given = {}) => {
      const environment = environmentOf(view, cellsOf(read.values(), view, absence))
      for (const of of readLocals) environment.places.push(possibleOf(of, given[of.id], true))
      return evaluationOf(run(environment), tree.type)
    },
    inside: {
      tree,
      run,
      truth: tree.type === 'boolean' ? compileTruth(tree, 'value') : () => invalid('rules/value-not-of-its-type'),
      read,
      absence,
      texts,
      hints: hintsOf(tree),
      always,
      relations: new Map([tree, ...always.map((one) => one.tree)].flatMap((one) => [...relationsIn(one)])),
    },
  }
}
