import type { Catalogue, FactDefinition, FactState } from '@convive/facts'
import { calendarDate } from '@convive/kernel'
import { compileExpression, decide, type Expression, type FactView, type Ruleset } from '../../index.ts'
import { printRule } from './print-rule.ts'
import type { Known, OracleFact, Question, Rule } from './rule.ts'

const label = { es: 'x', pt: 'x', en: 'x', fr: 'x', ht: 'x' }

/** The facts of a question as a catalogue for the engine. What is not nullable never is none. */
export function catalogueOf(facts: Readonly<Record<string, OracleFact>>): Catalogue {
  return new Map(
    Object.entries(facts).map(([id, fact]): [string, FactDefinition] => [
      id,
      {
        id,
        type: fact.type,
        label,
        cost: 1,
        class: 1,
        none: fact.nullable === true,
        ...(fact.codes === undefined ? {} : { values: fact.codes.map((code) => ({ code, label })) }),
      },
    ]),
  )
}

export function expressionOf(feel: string, catalogue: Catalogue): Expression {
  const compiled = compileExpression({ feel, catalogue, expects: 'boolean' })
  if (!compiled.ok) throw new Error(`${feel}: ${compiled.faults.map((fault) => `${fault.code} ${fault.message}`).join('; ')}`)
  return compiled.value
}

/** One rule as a ruleset of one condition. */
export function rulesetOf(rule: Rule, facts: Readonly<Record<string, OracleFact>>): Ruleset {
  const expression = expressionOf(printRule(rule), catalogueOf(facts))
  return { id: 'drawn', conditions: [{ id: 'one', expression, cite: 'law', fixable: 'never' }], eligibleWhen: 'all' }
}

export function viewOf({ today, known }: Pick<Question, 'today' | 'known'>): FactView {
  const states = Object.entries(known).map(([id, one]): [string, FactState] => [id, stateOf(one)])
  return { today: calendarDate(today), facts: Object.fromEntries(states) }
}

function stateOf(one: Known): FactState {
  if (typeof one !== 'object' || !('state' in one)) return { state: 'value', value: one }
  return one.state === 'null' ? { state: 'none' } : { state: one.state }
}

/** What the whole engine says, and what Kleene's tables alone say. */
export function askEngine(ruleset: Ruleset, question: Question): { readonly answer: string; readonly kleene: string } {
  const view = viewOf(question)
  const kleene = ruleset.conditions[0]?.expression.evaluate(view)
  const alone = kleene?.kind === 'value' ? (kleene.value === true ? 'yes' : 'no') : (kleene?.kind ?? 'unknown')
  return { answer: decide(ruleset, view).answer, kleene: alone }
}
