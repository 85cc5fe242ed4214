import { evaluateExpressionSync } from '@gorules/zen-engine'
import { lengthFrom } from '../../packages/rules/testing/oracle/calendar.ts'
import type { Rule, Term } from '../../packages/rules/testing/oracle/rule.ts'
import { isDateFact, NotExpressible, saidBy, tried, type Given, type Peer } from './peer.ts'

/** ZEN: days by `d(…)`, with calendar months. */
export const zen: Peer = {
  name: '@gorules/zen-engine',
  answer: (rule, given) => {
    const text = rules(rule, given)
    return tried(() => saidBy(evaluateExpressionSync(text, { ...given.values, today: given.today })))
  },
}

function rules(rule: Rule, given: Given): string {
  const inner = (one: Rule): string => rules(one, given)
  const term = (one: Term): string => terms(one, given)
  switch (rule.op) {
    case 'and':
    case 'or':
      return `(${rule.of.map(inner).join(` ${rule.op} `)})`
    case 'not':
      return `not(${inner(rule.of)})`
    case 'if':
      return `(${inner(rule.when)} ? ${inner(rule.then)} : ${inner(rule.else)})`
    case 'fact':
      return rule.id
    case 'is-null':
      return `${rule.of.op === 'fact' ? rule.of.id : term(rule.of)} == null`
    case 'in':
      return `${term(rule.value)} in ${list(rule.options)}`
    case 'between':
      return `(${term(rule.value)} >= ${term(rule.from)} and ${term(rule.value)} <= ${term(rule.to)})`
    case 'contains':
      return `contains(${term(rule.list)}, ${term(rule.element)})`
    case 'some':
    case 'every':
      return `${rule.op === 'some' ? 'some' : 'all'}(${term(rule.list)}, ${inner(rule.holds)})`
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return `${term(rule.left)} ${rule.op === '=' ? '==' : rule.op} ${term(rule.right)}`
  }
}

function terms(term: Term, given: Given): string {
  switch (term.op) {
    case 'fact':
      return isDateFact(given, term.id) ? `d(${term.id})` : term.id
    case 'local':
      return '#'
    case 'today':
      return 'd(today)'
    case 'date':
      return `d("${term.value}")`
    case 'text':
      return JSON.stringify(term.value)
    case 'number':
    case 'truth':
      return String(term.value)
    case 'count':
      return `len(${terms(term.list, given)})`
    case 'shift':
      return `${terms(term.of, given)}.${step(term.by)}`
    case 'days':
      return `${terms(term.to, given)}.diff(${terms(term.from, given)}, "day")`
    case 'years':
      return `${terms(term.to, given)}.diff(${terms(term.from, given)}, "year")`
    case '+':
    case '-':
    case '*':
    case '/':
      return `(${terms(term.left, given)} ${term.op} ${terms(term.right, given)})`
    case 'list':
      throw new NotExpressible('lists are not compared')
  }
}

function step(by: string): string {
  const { days, months } = lengthFrom(by)
  const amount = months === 0 ? `${Math.abs(days)}d` : months % 12 === 0 ? `${Math.abs(months) / 12}y` : `${Math.abs(months)}M`
  return `${days + months < 0 ? 'sub' : 'add'}("${amount}")`
}

function list(texts: readonly string[]): string {
  return `[${texts.map((one) => JSON.stringify(one)).join(', ')}]`
}
