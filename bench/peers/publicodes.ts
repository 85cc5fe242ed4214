import Engine from 'publicodes'
import type { Rule, Term } from '../../packages/rules/testing/oracle/rule.ts'
import { isDateFact, NotExpressible, saidBy, tried, type Peer, type Value } from './peer.ts'

/** Publicodes: French keywords, no lists, no known absence beside the unknown one, no day so many days after another. */
export const publicodes: Peer = {
  name: 'publicodes',
  answer: (rule, given) => {
    const found = rules(rule)
    const facts = Object.fromEntries(Object.keys(given.case.facts).map((id) => [id, null]))
    const situation = Object.fromEntries(
      Object.entries(given.values).map(([id, value]) => [id, written(value, isDateFact(given, id))]),
    )
    return tried(() => {
      const engine = new Engine({ ...facts, today: dayText(given.today), result: found }, { logger: silent })
      return saidBy(engine.setSituation(situation).evaluate('result').nodeValue)
    })
  },
}

const silent = { log: () => {}, warn: () => {}, error: () => {} }

function written(value: Value, isDate: boolean): string {
  if (value === null || typeof value === 'object') throw new NotExpressible('none, lists')
  if (typeof value === 'boolean') return value ? 'oui' : 'non'
  if (typeof value === 'number') return String(value)
  return isDate ? dayText(value) : `'${value}'`
}

function dayText(day: string): string {
  return day.split('-').toReversed().join('/')
}

/** A rule as publicodes writes it: a text where one is enough, else an object. */
type Written = string | { readonly [key: string]: Written | readonly Written[] }

function rules(rule: Rule): Written {
  switch (rule.op) {
    case 'and':
      return { 'toutes ces conditions': rule.of.map(rules) }
    case 'or':
      return { 'une de ces conditions': rule.of.map(rules) }
    case 'not':
      return { '=': [rules(rule.of), 'non'] }
    case 'if':
      return { variations: [{ si: rules(rule.when), alors: rules(rule.then) }, { sinon: rules(rule.else) }] }
    case 'fact':
      return rule.id
    case 'in':
      return { 'une de ces conditions': rule.options.map((one) => ({ '=': [terms(rule.value), `'${one}'`] })) }
    case 'between':
      return {
        'toutes ces conditions': [{ '>=': [terms(rule.value), terms(rule.from)] }, { '<=': [terms(rule.value), terms(rule.to)] }],
      }
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return { [rule.op]: [terms(rule.left), terms(rule.right)] }
    case 'is-null':
    case 'contains':
    case 'some':
    case 'every':
      throw new NotExpressible(rule.op)
  }
}

function terms(term: Term): Written {
  switch (term.op) {
    case 'fact':
      return term.id
    case 'today':
      return 'today'
    case 'date':
      return dayText(term.value)
    case 'text':
      return `'${term.value}'`
    case 'number':
      return String(term.value)
    case 'truth':
      return term.value ? 'oui' : 'non'
    case '+':
    case '-':
    case '*':
    case '/':
      return { [term.op]: [terms(term.left), terms(term.right)] }
    case 'shift':
    case 'days':
    case 'years':
    case 'local':
    case 'list':
    case 'count':
      throw new NotExpressible(term.op)
  }
}
