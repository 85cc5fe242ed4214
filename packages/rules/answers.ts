import type { FactState, FactValue } from '@convive/facts'
import { dateOf, firstDay, lastDay } from './day.ts'
import type { Environment } from './environment.ts'
import type { Subject } from './judge.ts'
import { nextDown, nextUp } from './next-double.ts'
import { none, type Possible, type Span } from './possible.ts'
import { possibleOf, type Readable } from './read-state.ts'
import { hintsInside } from './split.ts'

/** One kind of answer to a question: a part of what the fact can be, and a state that lies in it. */
export type Answer = { readonly cell: Possible; readonly state: FactState }

/** Answers that together cover what a fact can be, as far apart as the expressions tell them apart. */
export function answersTo(of: Readable, environment: Environment, subject: Subject): readonly Answer[] {
  const absent: readonly Answer[] =
    of.type !== 'boolean' && subject.absence.has(of.id) ? [{ cell: none(), state: { state: 'none' } }] : []
  return [...valuesOf(of, environment, subject), ...absent]
}

function valuesOf(of: Readable, environment: Environment, subject: Subject): readonly Answer[] {
  const known = (value: FactValue): Answer => exact(of, value)
  switch (of.type) {
    case 'boolean':
      return [known(true), known(false)]
    case 'text':
      return textAnswers(of, subject)
    case 'list': {
      if (of.fields !== undefined) return []
      const wanted = mentioned(of, subject)
      const other = (of.domain ?? []).find((code) => !wanted.includes(code))
      const several = wanted.length > 1 ? [known(wanted)] : []
      return [known([]), ...wanted.map((code) => known([code])), ...several, ...(other === undefined ? [] : [known([other])])]
    }
    case 'number':
    case 'date':
    case 'days':
    case 'months':
      return spanAnswers(of, environment, subject)
  }
}

export function exact(of: Readable, value: FactValue): Answer {
  const state: FactState = { state: 'value', value }
  return { cell: possibleOf(of, state, false), state }
}

/** The codes that the expressions name. */
export function mentioned(of: Readable, subject: Subject): readonly string[] {
  return of.domain === undefined ? subject.texts : of.domain.filter((code) => subject.texts.includes(code))
}

function textAnswers(of: Readable, subject: Subject): readonly Answer[] {
  const wanted = mentioned(of, subject)
  const answers = wanted.map((text) => exact(of, text))
  const rest = of.domain?.filter((code) => !wanted.includes(code))
  const [first] = rest ?? []
  if (rest !== undefined && first === undefined) return answers
  const some = { kind: 'texts', among: rest, except: rest === undefined ? wanted : [] } as const
  const cell: Possible = { some, none: false, invalid: undefined, open: [of.id], declined: [] }
  return [...answers, { cell, state: { state: 'value', value: first ?? '' } }]
}

/** Each hint, and each stretch between two of them. */
function spanAnswers(of: Readable, environment: Environment, subject: Subject): readonly Answer[] {
  const whole = of.type === 'date'
  const span: Span = whole
    ? { kind: 'span', low: firstDay, high: lastDay }
    : { kind: 'span', low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
  const hints = hintsInside(span, { of: of.id, environment, subject }).filter((hint) => !whole || Number.isInteger(hint))
  const answers: Answer[] = []
  let low = span.low
  for (const hint of hints) {
    answers.push(...stretch(of, low, whole ? hint - 1 : nextDown(hint)), ...stretch(of, hint, hint))
    low = whole ? hint + 1 : nextUp(hint)
  }
  return [...answers, ...stretch(of, low, span.high)]
}

function stretch(of: Readable, low: number, high: number): readonly Answer[] {
  if (low > high) return []
  const open = low === high ? [] : [of.id]
  const cell: Possible = { some: { kind: 'span', low, high }, none: false, invalid: undefined, open, declined: [] }
  // Of a stretch without a lower bound its last value stands for it, otherwise its first.
  const inside = low === firstDay || low === Number.NEGATIVE_INFINITY ? high : low
  const value = of.type === 'date' ? dateOf(inside) : Number.isFinite(inside) ? inside : 0
  return value === undefined ? [] : [{ cell, state: { state: 'value', value } }]
}
