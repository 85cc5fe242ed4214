import { calendarDate } from '@convive/kernel'
import { fromWhen, untilWhen, type Ruleset } from '../../index.ts'
import { rulesetOf, viewOf } from './ask-engine.ts'
import { dayFrom, later, textFrom } from './calendar.ts'
import { chanceFrom, type Chance } from './chance.ts'
import { drawnFacts, drawRule } from './draw-rule.ts'
import { onDays, readsToday } from './judge.ts'
import { printRule } from './print-rule.ts'
import { factsNamed, type Known, type Question, type Rule } from './rule.ts'

/** Years that the loop goes through. */
const years = 6

type Window = { readonly opens: string; readonly closes: string }

export type WhenTally = {
  readonly cases: number
  /** The answer becomes yes on a later day, or is a yes that ends on one. */
  readonly waits: number
  readonly ends: number
  /** A day of the case or of its facts is a 29 February, or the answer turns on one. */
  readonly leap: number
  readonly partings: readonly unknown[]
}

export const noneCompared: WhenTally = { cases: 0, waits: 0, ends: 0, leap: 0, partings: [] }

export function added(one: WhenTally, other: WhenTally): WhenTally {
  return {
    cases: one.cases + other.cases,
    waits: one.waits + other.waits,
    ends: one.ends + other.ends,
    leap: one.leap + other.leap,
    partings: [...one.partings, ...other.partings],
  }
}

/** Draws a rule that reads today, and compares the engine's search for the day with a loop over all days, so many times. */
export function compareWhen(seed: number, times: number): WhenTally {
  const chance = chanceFrom(seed)
  const rule = timedRule(chance)
  const own = [...new Set(factsNamed(rule))].toSorted()
  const facts = Object.fromEntries(Object.entries(drawnFacts).filter(([id]) => own.includes(id)))
  const ruleset = rulesetOf(rule, facts)
  let tally = noneCompared
  for (let count = 0; count < times; count += 1) {
    const question: Question = { facts, rule, today: chance.one(days), known: drawTimed(chance, own) }
    tally = added(tally, compareOne(ruleset, question, chance.below(4) === 0 ? chance.one(windows) : undefined))
  }
  return tally
}

function timedRule(chance: Chance): Rule {
  for (;;) {
    const { rule } = drawRule(chance)
    if (readsToday(rule)) return rule
  }
}

const days = ['2024-02-28', '2024-02-29', '2023-12-31', '2024-01-31', '2023-02-28', '2022-08-31', '2027-03-01']
const dates = [
  '2024-02-29',
  '2020-02-29',
  '2023-08-31',
  '2024-01-31',
  '2023-12-31',
  '2006-02-28',
  '2008-02-29',
  '2022-11-30',
  '2009-03-01',
]
const windows: readonly Window[] = [
  { opens: '2024-02-29', closes: '2025-02-28' },
  { opens: '2023-01-31', closes: '2024-02-29' },
]

/** Mostly known: a wait is a matter of time only where nothing else is open. */
function drawTimed(chance: Chance, own: readonly string[]): Readonly<Record<string, Known>> {
  return Object.fromEntries(
    own.flatMap((id): readonly (readonly [string, Known])[] => {
      const fact = drawnFacts[id]
      const roll = chance.below(20)
      if (fact === undefined) return []
      if (fact.nullable === true && roll < 2) return [[id, { state: 'null' }]]
      switch (fact.type) {
        case 'boolean':
          return roll === 2 ? [] : [[id, roll % 2 === 0]]
        case 'date':
          return [[id, roll < 4 ? chance.one(['2024-02', '2023-08', '2020-02']) : chance.one(dates)]]
        case 'number':
          return [[id, chance.below(6) - 1]]
        case 'text':
        case 'code':
          return roll === 2 && fact.type === 'code' ? [] : [[id, chance.one(['x', 'y', 'z'])]]
        case 'codes':
          return [[id, (fact.codes ?? []).filter(() => chance.below(2) === 0)]]
      }
    }),
  )
}

function compareOne(ruleset: Ruleset, question: Question, window: Window | undefined): WhenTally {
  const within: Ruleset =
    window === undefined
      ? ruleset
      : { ...ruleset, window: { opens: calendarDate(window.opens), closes: calendarDate(window.closes) } }
  const ask = onDays(question)
  const isYes = (day: number): boolean => {
    const text = textFrom(day)
    return (window === undefined || (window.opens <= text && text <= window.closes)) && ask(day) === 'yes'
  }
  const today = dayFrom(question.today)
  const [begins, end] = [isYes(today), later(today, 12 * years)]
  let turn = today + 1
  while (turn <= end && isYes(turn) === begins) turn += 1
  const found = turn > end ? undefined : textFrom(begins ? turn - 1 : turn)
  const view = viewOf(question)
  const engine = (begins ? untilWhen : fromWhen)(within, view, years)
  const said = [question.today, found, ...Object.values(question.known)]
  return {
    cases: 1,
    waits: !begins && found !== undefined ? 1 : 0,
    ends: begins && found !== undefined ? 1 : 0,
    leap: said.some((one) => typeof one === 'string' && one.endsWith('02-29')) ? 1 : 0,
    partings:
      engine === found
        ? []
        : [{ feel: printRule(question.rule), today: question.today, known: question.known, window, begins, engine, loop: found }],
  }
}
