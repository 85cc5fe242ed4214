import type { FactDefinition, FactState } from '@convive/facts'
import type { CalendarDate } from '@convive/kernel'
import { dateOf, dayOf } from '../day.ts'
import { domainOf } from '../fact-tree.ts'

/** How a fact is spread over people. Shares go from 0 to 1; weights are relative to each other. */
export type Spread =
  | { readonly kind: 'yes'; readonly share: number }
  | { readonly kind: 'one-of'; readonly weights: Readonly<Record<string, number>> }
  /** Each of these codes by itself. */
  | { readonly kind: 'any-of'; readonly shares: Readonly<Record<string, number>> }
  /** Whole numbers, or days, all alike often. */
  | { readonly kind: 'numbers'; readonly least: number; readonly most: number }
  | { readonly kind: 'days'; readonly from: CalendarDate; readonly to: CalendarDate }

/** A margin: how a fact is spread, and of which share of people it is not known or there is none. */
export type FactMargin = {
  readonly spread?: Spread | undefined
  readonly unknown?: number | undefined
  readonly none?: number | undefined
}

/** Draws the facts of made-up people, each fact by itself. A fact without a margin or without a spread is unknown. */
export function drawFacts(margins: ReadonlyMap<string, FactMargin>, chance: () => number): Readonly<Record<string, FactState>> {
  const facts: Record<string, FactState> = {}
  for (const [id, { spread, unknown = 0, none = 0 }] of margins) {
    const [luck, drawn] = [chance(), spread === undefined ? undefined : draw(spread, chance)]
    if (drawn === undefined || luck < unknown) facts[id] = { state: 'unknown' }
    else facts[id] = luck < unknown + none ? { state: 'none' } : drawn
  }
  return facts
}

function draw(spread: Spread, chance: () => number): FactState {
  const between = (least: number, most: number): number => least + Math.floor(chance() * (most - least + 1))
  switch (spread.kind) {
    case 'yes':
      return { state: 'value', value: chance() < spread.share }
    case 'one-of':
      return { state: 'value', value: oneOf(spread.weights, chance()) }
    case 'any-of':
      return { state: 'value', value: Object.keys(spread.shares).filter((code) => chance() < (spread.shares[code] ?? 0)) }
    case 'numbers':
      return { state: 'value', value: between(spread.least, spread.most) }
    case 'days':
      return { state: 'value', value: dateOf(between(dayOf(spread.from), dayOf(spread.to))) ?? spread.from }
  }
}

function oneOf(weights: Readonly<Record<string, number>>, luck: number): string {
  const all = Object.entries(weights)
  let left = luck * all.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [value, weight] of all) {
    left -= weight
    if (left < 0) return value
  }
  return all.at(-1)?.[0] ?? ''
}

/** A margin where nobody has counted: every value alike often, of a list about two codes (nobody is of sixty nationalities), days of the last `years`, a tenth not known. For trials and measurements. */
export function evenMargin(
  fact: FactDefinition,
  { today, years }: { readonly today: CalendarDate; readonly years: number },
): FactMargin {
  const unknown = 0.1
  const codes = domainOf(fact) ?? []
  switch (fact.type) {
    case 'boolean':
      return { unknown, spread: { kind: 'yes', share: 0.5 } }
    case 'number':
      return {
        unknown,
        spread: {
          kind: 'numbers',
          least: fact.min === undefined ? 0 : Number(fact.min),
          most: Math.min(100, Number(fact.max ?? 100)),
        },
      }
    case 'date':
      return { unknown, spread: { kind: 'days', from: dateOf(dayOf(today) - 365 * years) ?? today, to: today } }
    case 'code':
      return codes.length === 0
        ? {}
        : { unknown, spread: { kind: 'one-of', weights: Object.fromEntries(codes.map((code) => [code, 1])) } }
    case 'codes':
      return codes.length === 0
        ? {}
        : {
            unknown,
            spread: { kind: 'any-of', shares: Object.fromEntries(codes.map((code) => [code, Math.min(0.3, 2 / codes.length)])) },
          }
    case 'text':
    case 'records':
      return {}
  }
}
