import type { Catalogue, FactDefinition, FactState, FactType, FactValue } from '@convive/facts'
import { calendarDate, type CalendarDate } from '@convive/kernel'
import { compileExpression, type Expression, type ExpressionInput, type FactView } from '../index.ts'
import type { Condition, Fixable, Ruleset } from '../index.ts'

const label = { es: 'x', pt: 'x', en: 'x', fr: 'x', ht: 'x' }

/** `{ entry_date: 'date', ties: ['codes', 'work', 'study'] }`; a derived fact is `['number', { derive: '…' }]`. */
export type Sketch = Readonly<Record<string, FactType | readonly [FactType, ...(string | Extra)[]]>>
type Extra = Partial<
  Pick<
    FactDefinition,
    'derive' | 'class' | 'cost' | 'always' | 'none' | 'cases' | 'dated' | 'fields' | 'decimals' | 'min' | 'max'
  >
>

export function aCatalogue(sketch: Sketch): Catalogue {
  return new Map(Object.entries(sketch).map(([id, drawn]) => [id, aFact(id, drawn)]))
}

function aFact(id: string, drawn: Sketch[string]): FactDefinition {
  if (typeof drawn === 'string') return { id, type: drawn, label, cost: 1, class: 1 }
  const [type, ...rest] = drawn
  const codes = rest.flatMap((one) => (typeof one === 'string' ? [{ code: one, label }] : []))
  const extra = rest.flatMap((one) => (typeof one === 'string' ? [] : [one]))[0] ?? {}
  const values = codes.length > 0 ? { values: codes } : {}
  return { id, type, label, cost: 1, class: 1, ...values, ...extra }
}

export function feel(text: string, catalogue: Catalogue, more: Partial<ExpressionInput> = {}): Expression {
  const compiled = compileExpression({ feel: text, catalogue, expects: 'boolean', ...more })
  if (!compiled.ok) throw new Error(`${text}: ${compiled.faults.map((fault) => `${fault.code} ${fault.message}`).join('; ')}`)
  return compiled.value
}

export const unknown: FactState = { state: 'unknown' }
export const declined: FactState = { state: 'declined' }
export const none: FactState = { state: 'none' }
export function known(value: FactValue): FactState {
  return { state: 'value', value }
}

/** Values are known, states are taken as they are. */
export function aView(today: string, facts: Readonly<Record<string, FactValue | FactState>> = {}): FactView {
  const states = Object.entries(facts).map(([id, one]): [string, FactState] => [id, isState(one) ? one : known(one)])
  return { today: calendarDate(today), facts: Object.fromEntries(states) }
}

function isState(one: FactValue | FactState): one is FactState {
  return typeof one === 'object' && 'state' in one
}

export function aCondition(
  id: string,
  text: string,
  { catalogue, fixable = 'never' }: { readonly catalogue: Catalogue; readonly fixable?: Fixable },
): Condition {
  return { id, expression: feel(text, catalogue), cite: 'law', fixable }
}

/** `{ adult: 'age >= 18' }`, or with what fixes it: `{ adult: ['age >= 18', 'time'] }`. */
export function aRuleset(
  catalogue: Catalogue,
  conditions: Readonly<Record<string, string | readonly [string, Fixable]>>,
  more: { readonly eligibleWhen?: string; readonly opens?: string; readonly closes?: string; readonly id?: string } = {},
): Ruleset {
  const built = Object.entries(conditions).map(([id, one]) =>
    typeof one === 'string' ? aCondition(id, one, { catalogue }) : aCondition(id, one[0], { catalogue, fixable: one[1] }),
  )
  const locals = Object.fromEntries(built.map((condition) => [condition.id, 'boolean'] as const))
  const how = more.eligibleWhen ?? 'all'
  const date = (text: string | undefined): CalendarDate | undefined => (text === undefined ? undefined : calendarDate(text))
  const [opens, closes] = [date(more.opens), date(more.closes)]
  return {
    id: more.id ?? 'ruleset',
    conditions: built,
    eligibleWhen: how === 'all' || how === 'any' ? how : feel(how, new Map(), { locals }),
    ...(opens === undefined && closes === undefined
      ? {}
      : { window: { ...(opens === undefined ? {} : { opens }), ...(closes === undefined ? {} : { closes }) } }),
  }
}
