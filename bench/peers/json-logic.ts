import jsonLogic from 'json-logic-js'
import type { Rule, Term } from '../../packages/rules/testing/oracle/rule.ts'
import { NotExpressible, saidBy, tried, type Peer } from './peer.ts'

/** JSON Logic: days as ISO texts, which compare in their order. It has no arithmetic of days. */
export const jsonLogicPeer: Peer = {
  name: 'json-logic-js',
  answer: (rule, { today, values }) => {
    const logic = rules(rule)
    return tried(() => saidBy(jsonLogic.apply(logic, { ...values, today })))
  },
}

type Logic = jsonLogic.RulesLogic

function rules(rule: Rule): Logic {
  switch (rule.op) {
    case 'and':
      return { and: rule.of.map(rules) }
    case 'or':
      return { or: rule.of.map(rules) }
    case 'not':
      return { '!': [rules(rule.of)] }
    case 'if':
      return { if: [rules(rule.when), rules(rule.then), rules(rule.else)] }
    case 'fact':
      return { var: rule.id }
    case 'is-null':
      return { '===': [terms(rule.of), null] }
    case 'in':
      return { in: [terms(rule.value), [...rule.options]] }
    case 'between':
      return { '<=': [terms(rule.from), terms(rule.value), terms(rule.to)] }
    case 'contains':
      return { in: [terms(rule.element), terms(rule.list)] }
    case 'some':
    case 'every': {
      if (namesFacts(rule.holds)) throw new NotExpressible('a fact beside the element of a list')
      return rule.op === 'some' ? { some: [terms(rule.list), rules(rule.holds)] } : { all: [terms(rule.list), rules(rule.holds)] }
    }
    case '=':
      return { '===': [terms(rule.left), terms(rule.right)] }
    case '!=':
      return { '!==': [terms(rule.left), terms(rule.right)] }
    case '<':
      return { '<': [terms(rule.left), terms(rule.right)] }
    case '<=':
      return { '<=': [terms(rule.left), terms(rule.right)] }
    case '>':
      return { '>': [terms(rule.left), terms(rule.right)] }
    case '>=':
      return { '>=': [terms(rule.left), terms(rule.right)] }
  }
}

function namesFacts(rule: Rule): boolean {
  return JSON.stringify(rule).includes('"op":"fact"')
}

function terms(term: Term): Logic {
  switch (term.op) {
    case 'fact':
      return { var: term.id }
    case 'local':
      return { var: '' }
    case 'today':
      return { var: 'today' }
    case 'date':
    case 'text':
    case 'number':
    case 'truth':
      return term.value
    case 'count':
      return { reduce: [terms(term.list), { '+': [{ var: 'accumulator' }, 1] }, 0] }
    case '+':
      return { '+': [terms(term.left), terms(term.right)] }
    case '-':
      return { '-': [terms(term.left), terms(term.right)] }
    case '*':
      return { '*': [terms(term.left), terms(term.right)] }
    case '/':
      return { '/': [terms(term.left), terms(term.right)] }
    case 'list':
    case 'shift':
    case 'days':
    case 'years':
      throw new NotExpressible(term.op)
  }
}
