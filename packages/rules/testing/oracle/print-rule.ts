import type { Rule, Term } from './rule.ts'

/** The same rule as FEEL. Everything that could be read in two ways stands in brackets. */
export function printRule(rule: Rule): string {
  switch (rule.op) {
    case 'and':
    case 'or':
      return rule.of.map(inside).join(` ${rule.op} `)
    case 'not':
      return `not(${printRule(rule.of)})`
    case 'if':
      return `if ${inside(rule.when)} then ${inside(rule.then)} else ${inside(rule.else)}`
    case 'fact':
      return rule.id
    case 'is-null':
      return `${printTerm(rule.of)} = null`
    case 'in':
      return `${printTerm(rule.value)} in (${rule.options.map(quoted).join(', ')})`
    case 'between':
      return `${printTerm(rule.value)} in [${printTerm(rule.from)}..${printTerm(rule.to)}]`
    case 'contains':
      return `list contains(${printTerm(rule.list)}, ${printTerm(rule.element)})`
    case 'some':
    case 'every':
      return `${rule.op} ${rule.name} in ${printTerm(rule.list)} satisfies ${inside(rule.holds)}`
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '=':
    case '!=':
      return `${printTerm(rule.left)} ${rule.op} ${printTerm(rule.right)}`
  }
}

function inside(rule: Rule): string {
  return rule.op === 'fact' || rule.op === 'not' || rule.op === 'contains' ? printRule(rule) : `(${printRule(rule)})`
}

function printTerm(term: Term): string {
  switch (term.op) {
    case 'fact':
      return term.id
    case 'local':
      return term.name
    case 'date':
      return `date(${quoted(term.value)})`
    case 'text':
      return quoted(term.value)
    case 'number':
      return term.value < 0 ? `(${term.value})` : String(term.value)
    case 'truth':
      return String(term.value)
    case 'list':
      return `[${term.value.map(quoted).join(', ')}]`
    case 'today':
      return 'today'
    case 'shift':
      return `(${printTerm(term.of)} + duration(${quoted(term.by)}))`
    case 'days':
      return `((${printTerm(term.to)} - ${printTerm(term.from)}) / duration("P1D"))`
    case 'years':
      return `years and months duration(${printTerm(term.from)}, ${printTerm(term.to)}).years`
    case 'count':
      return `count(${printTerm(term.list)})`
    case '+':
    case '-':
    case '*':
    case '/':
      return `(${printTerm(term.left)} ${term.op} ${printTerm(term.right)})`
  }
}

function quoted(text: string): string {
  return JSON.stringify(text)
}
