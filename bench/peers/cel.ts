import { celEnv, isCelError, parse, plan } from '@bufbuild/cel'
import { lengthFrom } from '../../packages/rules/testing/oracle/calendar.ts'
import type { Rule, Term } from '../../packages/rules/testing/oracle/rule.ts'
import { isDateFact, NotExpressible, saidBy, tried, type Given, type Peer } from './peer.ts'

/** CEL: days as timestamps at midnight. It has no months. A missing variable is an error that `&&` and `||` absorb: that is its unknown. */
export const cel: Peer = {
  name: '@bufbuild/cel',
  answer: (rule, given) => {
    const text = rules(rule, given)
    return tried(() => {
      const found = plan(celEnv(), parse(text))({ ...given.values })
      if (isCelError(found)) return found.message.includes('unresolved') ? 'nothing' : 'error'
      return saidBy(found)
    })
  },
}

function rules(rule: Rule, given: Given): string {
  const inner = (one: Rule): string => rules(one, given)
  const term = (one: Term): string => terms(one, given)
  switch (rule.op) {
    case 'and':
    case 'or':
      return `(${rule.of.map(inner).join(rule.op === 'and' ? ' && ' : ' || ')})`
    case 'not':
      return `!(${inner(rule.of)})`
    case 'if':
      return `(${inner(rule.when)} ? ${inner(rule.then)} : ${inner(rule.else)})`
    case 'fact':
      return rule.id
    case 'is-null':
      // The fact itself: a timestamp of a null would be an error of the translation.
      return `${rule.of.op === 'fact' ? rule.of.id : term(rule.of)} == null`
    case 'in':
      return `${term(rule.value)} in ${list(rule.options)}`
    case 'between':
      return `(${term(rule.value)} >= ${term(rule.from)} && ${term(rule.value)} <= ${term(rule.to)})`
    case 'contains':
      return `${term(rule.element)} in ${term(rule.list)}`
    case 'some':
    case 'every':
      return `${term(rule.list)}.${rule.op === 'some' ? 'exists' : 'all'}(${rule.name}, ${inner(rule.holds)})`
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const sign = rule.op === '=' ? '==' : rule.op
      if (rule.left.op === 'days' && rule.right.op === 'number')
        return `(${term(rule.left.to)} - ${term(rule.left.from)}) ${sign} duration("${rule.right.value * 24}h")`
      return `${term(rule.left)} ${sign} ${term(rule.right)}`
    }
  }
}

function terms(term: Term, given: Given): string {
  switch (term.op) {
    case 'fact':
      return isDateFact(given, term.id) && given.values[term.id] !== null ? `timestamp(${term.id} + "T00:00:00Z")` : term.id
    case 'local':
      return term.name
    case 'date':
      return `timestamp("${term.value}T00:00:00Z")`
    case 'today':
      return `timestamp("${given.today}T00:00:00Z")`
    case 'text':
      return JSON.stringify(term.value)
    case 'number':
      return Number.isInteger(term.value) ? `${term.value}.0` : String(term.value)
    case 'truth':
      return String(term.value)
    case 'list':
      return list(term.value)
    case 'count':
      return `double(size(${terms(term.list, given)}))`
    case 'shift': {
      const { days, months } = lengthFrom(term.by)
      if (months !== 0) throw new NotExpressible('months')
      return `(${terms(term.of, given)} + duration("${days * 24}h"))`
    }
    case '+':
    case '-':
    case '*':
    case '/':
      return `(${terms(term.left, given)} ${term.op} ${terms(term.right, given)})`
    case 'days':
    case 'years':
      throw new NotExpressible(term.op)
  }
}

function list(texts: readonly string[]): string {
  return `[${texts.map((one) => JSON.stringify(one)).join(', ')}]`
}
