import { collect } from './collect.ts'
import { compileTruth } from './compile.ts'
import type { Environment } from './environment.ts'
import type { TruthTree } from './tree.ts'
import { isNo, isYes } from './truth.ts'

/** How far a condition has come toward being shown true and toward being shown false; 1 is there. */
export type Progress = { readonly toYes: number; readonly toNo: number }

export type RunProgress = (environment: Environment, locals: readonly Progress[]) => Progress

export type ProgressPart = { readonly atoms: number; readonly run: RunProgress }

/** What a comparison is worth of which some but not all facts are known. */
const halfKnown = 0.3

/**
 * Progress through `and`, `or` and `not` down to single comparisons. It is the potential of the greedy interview, after the
 * goal value approach to stochastic Boolean function evaluation (Deshpande, Hellerstein, Kletenik 2014, arXiv 1303.0726).
 */
export function compileProgress(tree: TruthTree): ProgressPart {
  switch (tree.op) {
    case 'and':
    case 'or': {
      const parts = chain(tree, tree.op).map(compileProgress)
      const join = tree.op === 'and' ? allOf : anyOf
      const atoms = parts.reduce((sum, part) => sum + part.atoms, 0)
      return { atoms, run: (environment, locals) => join(parts, (part) => part.run(environment, locals)) }
    }
    case 'not': {
      const of = compileProgress(tree.of)
      return {
        atoms: of.atoms,
        run: (environment, locals) => {
          const found = of.run(environment, locals)
          return { toYes: found.toNo, toNo: found.toYes }
        },
      }
    }
    case 'local':
      return { atoms: 1, run: (_, locals) => locals[tree.place] ?? nothing }
    case 'fact':
    case 'field':
    case 'none':
    case 'truth':
    case 'cases':
    case 'if':
    case 'order':
    case 'same':
    case 'is-none':
    case 'among':
    case 'contains':
    case 'some':
    case 'every':
      return atom(tree)
  }
}

const nothing: Progress = { toYes: 0, toNo: 0 }

function chain(tree: TruthTree, op: 'and' | 'or'): readonly TruthTree[] {
  return tree.op === op ? [...chain(tree.left, op), ...chain(tree.right, op)] : [tree]
}

/** Everything must be shown true, one thing false is enough. */
export function allOf<Part extends { readonly atoms: number }>(parts: readonly Part[], of: (part: Part) => Progress): Progress {
  let [toYes, atoms, notNo] = [0, 0, 1]
  for (const part of parts) {
    const found = of(part)
    toYes += found.toYes * part.atoms
    atoms += part.atoms
    notNo *= 1 - found.toNo
  }
  return { toYes: atoms === 0 ? 1 : toYes / atoms, toNo: 1 - notNo }
}

export function anyOf<Part extends { readonly atoms: number }>(parts: readonly Part[], of: (part: Part) => Progress): Progress {
  const turned = allOf(parts, (part) => {
    const found = of(part)
    return { toYes: found.toNo, toNo: found.toYes }
  })
  return { toYes: turned.toNo, toNo: turned.toYes }
}

function atom(tree: TruthTree): ProgressPart {
  const run = compileTruth(tree, 'value')
  const facts = Math.max(1, collect(tree, 'value').facts.size)
  return {
    atoms: 1,
    run: (environment) => {
      const found = run(environment)
      if (isYes(found)) return { toYes: 1, toNo: 0 }
      // Invalid is neither, but nothing that can be asked will change it.
      if (isNo(found) || found.some === undefined) return { toYes: 0, toNo: 1 }
      const known = 1 - (found.open.length + found.declined.length) / facts
      return { toYes: halfKnown * Math.max(0, known), toNo: halfKnown * Math.max(0, known) }
    },
  }
}
