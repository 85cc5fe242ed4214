import type { FactState } from '@convive/facts'
import { answersTo, type Answer } from '../answers.ts'
import type { FactView } from '../environment.ts'
import { environmentFor, type Subject } from '../judge.ts'
import { possibleOf, type Readable } from '../read-state.ts'
import type { Possible } from '../possible.ts'

/** A fact as questions are chosen: what tells its answers apart, each by one exact value that stands for its kind. */
export type AskedFact = { readonly of: Readable; readonly answers: readonly Answer[]; readonly exact: readonly Possible[] }

/** What is known of a fact: one of its kinds of answer, not yet asked, or said as well as it can be and still open. */
export const [notAsked, left] = [-1, -2]

/** The kinds of answer, or nothing where there are not two: such a fact is never asked. */
export function askedFact(of: Readable, today: FactView['today'], subject: Subject): AskedFact | undefined {
  if (of.fields !== undefined) return undefined
  const answers = answersTo(of, environmentFor(subject, { today, facts: {} }), subject)
  if (answers.length < 2) return undefined
  return { of, answers, exact: answers.map(({ state }) => possibleOf(of, state, false)) }
}

/** The kind of answer that a state is, for choosing questions only: a list that is none of the kinds counts as the nearest one. */
export function kindOf({ of, answers }: AskedFact, state: FactState | undefined): number {
  if (state === undefined || state.state === 'unknown') return notAsked
  if (state.state === 'declined') return left
  if (state.state === 'none') return orLeft(answers.findIndex((one) => one.state.state === 'none'))
  const cell = possibleOf(of, state, false)
  const some = cell.some
  switch (some?.kind) {
    case 'span':
      if (some.low !== some.high) return left
      return orLeft(
        answers.findIndex(
          (one) => one.cell.some?.kind === 'span' && one.cell.some.low <= some.low && some.low <= one.cell.some.high,
        ),
      )
    case 'texts':
      return orLeft(answers.findIndex((one) => one.cell.some?.kind === 'texts' && canBe(one.cell.some, some.among?.[0] ?? '')))
    case 'codes':
      return nearestList(answers, some.sure)
    case 'truth':
      return orLeft(answers.findIndex((one) => one.state.state === 'value' && one.state.value === some.yes))
    case 'items':
    case 'record':
    case 'records':
    case undefined:
      return left
  }
}

function canBe(
  texts: { readonly among: readonly string[] | undefined; readonly except: readonly string[] },
  text: string,
): boolean {
  return texts.among === undefined ? !texts.except.includes(text) : texts.among.includes(text)
}

/** The list that has most in common with this one and least besides. */
function nearestList(answers: readonly Answer[], said: readonly string[]): number {
  let [best, at] = [Number.NEGATIVE_INFINITY, left]
  for (const [index, { state }] of answers.entries()) {
    const value = state.state === 'value' && typeof state.value === 'object' ? state.value : undefined
    if (value === undefined) continue
    const common = value.filter((code) => said.includes(code)).length
    const score = 2 * common - value.length - said.length
    if (score > best) [best, at] = [score, index]
  }
  return at
}

function orLeft(index: number): number {
  return index === -1 ? left : index
}
