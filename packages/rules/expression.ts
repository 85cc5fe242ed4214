import type { Catalogue, FactState } from '@convive/facts'
import type { Rounding } from '@convive/kernel'
import { check } from './check.ts'
import { describe, nameOfType, wrongType, type Checker, type Local } from './checker.ts'
import { collect } from './collect.ts'
import { compile, compileTruth, type Run } from './compile.ts'
import { environmentOf, type Environment, type FactView } from './environment.ts'
import { evaluationOf, type Evaluation } from './evaluation.ts'
import { placed, type Fault, type FoundFault } from './fault.ts'
import { hintsOf, type Hint } from './hints.ts'
import { parseFeel } from './parse-feel.ts'
import { invalid, type Possible, type Truths } from './possible.ts'
import { compileProgress, type ProgressPart } from './progress.ts'
import { possibleOf, readableFact, type Readable } from './read-state.ts'
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
  readonly progress: ProgressPart
}

/** Types of the names that a caller may bring. */
export type LocalType = 'boolean' | 'number' | 'date' | 'text' | 'list'

/** What to compile: FEEL text, the facts it may name, the type it must come to. */
export type ExpressionInput = {
  readonly feel: string
  readonly catalogue: Catalogue
  readonly expects: ValueType
  readonly locals?: Readonly<Record<string, LocalType>>
  /** Where a step by months or years has no such day: `down` (usual), `up`, or `error`. */
  readonly rounding?: Rounding
}

/** The expression, or all its faults in the order of the text. */
export type Compiled =
  | { readonly ok: true; readonly value: Expression }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/**
 * Reads and checks FEEL. Supported: literals, `date("…")`, `duration("…")`, `@"…"`, comparisons and chained ranges, `between`, `in`,
 * `and`, `or`, `not`, arithmetic of numbers and dates, `years and months duration(a, b)` with `.years` and `.months`, `.days`,
 * `if`, `some`, `every`, `list contains`, `count`, `= null`, facts, derived facts, `today` and locals. Anything else is a fault.
 */
export function compileExpression({ feel, catalogue, expects, locals = {}, rounding = 'down' }: ExpressionInput): Compiled {
  const parsed = parseFeel(feel)
  if (!parsed.ok) return refused(feel, parsed.faults)
  const faults: FoundFault[] = []
  const names = new Map(
    Object.entries(locals).map(([name, type], place): [string, Local] => [name, { type, place, domain: undefined }]),
  )
  let places = names.size
  const newPlace = (): number => {
    places += 1
    return places - 1
  }
  const checker: Checker = { catalogue, rounding, faults, deriving: [], newPlace, check }
  const found = check(checker, parsed.value, names)
  const textsOnly = found.kind !== 'tree' || found.tree.type !== 'list' || (found.member ?? 'text') === 'text'
  if (!textsOnly) wrongType(checker, parsed.value, 'only a list of texts can be a result')
  if (found.kind === 'tree' && found.tree.type === expects && faults.length === 0) {
    return { ok: true, value: expression(feel, found.tree, locals) }
  }
  if (found.kind !== 'faulty' && faults.length === 0) {
    wrongType(checker, { kind: 'null', at: 0 }, `must come to ${nameOfType(expects)}, this is ${describe(found)}`)
  }
  return refused(feel, faults)
}

function refused(feel: string, faults: readonly FoundFault[]): Compiled {
  return { ok: false, faults: faults.toSorted((a, b) => a.at - b.at).map((fault) => placed(fault, feel)) }
}

function expression(feel: string, tree: Tree, locals: Readonly<Record<string, LocalType>>): Expression {
  // A condition that is one bare fact needs a yes or a no of it; anything else may come to none.
  const reading = tree.type === 'boolean' ? 'value' : 'asked'
  const { facts, absence, texts } = collect(tree, reading)
  const read = new Map([...facts.values()].map((fact) => [fact.id, readableFact(fact)]))
  const run = compile(tree, reading)
  const readLocals = Object.entries(locals).map(([id, type]): Readable => ({ id, type, domain: undefined }))
  return {
    feel,
    type: tree.type,
    facts: [...facts.keys()],
    locals: Object.keys(locals),
    evaluate: (view, given = {}) => {
      const cells = new Map([...read.values()].map((of) => [of.id, possibleOf(of, view.facts[of.id], absence.has(of.id))]))
      const environment = environmentOf(view.today, cells)
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
      progress: compileProgress(tree.type === 'boolean' ? tree : { op: 'none', type: 'boolean' }),
    },
  }
}
