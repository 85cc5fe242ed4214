import { drawDataFault, readYaml, type Catalogue, type CodeLists, type DataFault } from '@convive/facts'
import { judgeCases } from '../judge-case.ts'
import { parseProcedure } from '../pack/parse-procedure.ts'
import type { Procedure } from '../pack/procedure.ts'
import { tooWeak, tryMutants } from '../try-mutants.ts'
import { compareAnswers } from './compare-answers.ts'
import type { Told, Trial } from './trial.ts'

/** A changed file, the file as it is, and what both are read with. Plain data, so that it can be handed to a thread. */
export type TrialAsked = {
  readonly text: string
  readonly before: string
  readonly file: string
  readonly id: string
  readonly places: readonly string[]
  readonly catalogue: Catalogue
  readonly lists: CodeLists
}

/** Nobody reads more than these at once. */
const mostShown = 40

/**
 * Reads a changed file, runs its cases, compares the answers; the mistakes made on purpose take longest and come last. What is told
 * before the end is marked as stopped: it is all that is known when no more comes.
 */
export function* tryChange(asked: TrialAsked): Generator<Trial, void> {
  const { text, file, catalogue, lists } = asked
  const parsed = parseProcedure(text, file, { catalogue, lists })
  const faults = parsed.ok ? misplaced(parsed.value, asked) : parsed.faults
  if (!parsed.ok || faults.length > 0) {
    yield { faults: told(faults, text), moreFaults: Math.max(0, placesOf(faults).size - mostShown), stopped: false }
    return
  }
  const after = parsed.value
  const before = parseProcedure(asked.before, file, { catalogue, lists })
  const otherwise = told(judgeCases([after]), text)
  const read: Trial = {
    faults: [],
    moreFaults: 0,
    cases: { count: after.cases.length, otherwise },
    answers: before.ok ? compareAnswers(before.value, after, catalogue) : undefined,
    stopped: false,
  }
  // Cases that come out otherwise notice every mistake, and so say nothing about any.
  if (otherwise.length > 0) {
    yield read
    return
  }
  yield { ...read, stopped: true }
  const mutants = tryMutants(after, catalogue)
  const { tried, survived } = mutants
  const unnoticed = survived.map((one) => ({ ...one, file, code: 'weak-cases' }))
  const isEnough = tooWeak(mutants).length === 0
  yield { ...read, mistakes: { tried, noticed: tried - survived.length, isEnough, survived: told(unnoticed, text) } }
}

/** A file that would be about another right, or of a country that nobody describes. */
function misplaced({ id, jurisdiction }: Procedure, asked: TrialAsked): readonly DataFault[] {
  const at = (key: string): { readonly file: string; readonly line: number; readonly column: number } => {
    const yaml = readYaml(asked.text, asked.file)
    return { file: asked.file, ...(yaml.ok ? yaml.value.textAt([key]) : { line: 1, column: 1 }) }
  }
  return [
    ...(id === asked.id
      ? []
      : [{ ...at('procedure'), code: 'other-procedure', message: `this page tries ${asked.id}, not ${id}` }]),
    ...(asked.places.includes(jurisdiction)
      ? []
      : [{ ...at('jurisdiction'), code: 'unknown-jurisdiction', message: `no jurisdiction.yaml is about ${jurisdiction}` }]),
  ]
}

function placesOf(faults: readonly DataFault[]): ReadonlyMap<string, readonly DataFault[]> {
  return Map.groupBy(faults, (one) => `${one.line}:${one.column}`)
}

/** What is wrong in one place is told once. */
function told(faults: readonly DataFault[], text: string): readonly Told[] {
  return [...placesOf(faults)].slice(0, mostShown).flatMap(([place, [first, ...more]]): readonly Told[] => {
    if (first === undefined) return []
    const [, ...lines] = drawDataFault(first, text).split('\n')
    return [{ place, message: [first, ...more].map((one) => one.message).join('; '), lines: lines.join('\n') }]
  })
}
