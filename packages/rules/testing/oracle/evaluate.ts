import { dayFrom, later, lengthFrom, monthsBetween } from './calendar.ts'
import type { Rule, Term } from './rule.ts'

/** Complete facts in a fixed order behind `today`; dates as days, lists as texts, a known absence as null. */
export type Cell = boolean | number | string | readonly string[] | null
export type Cells = Cell[]
export type Outcome = 'yes' | 'no' | 'invalid'

const invalid: unique symbol = Symbol('invalid')
type Value = Cell | typeof invalid
type Order = { readonly names: readonly string[]; readonly locals: readonly string[]; readonly boxes: Cells }

/**
 * Reads a rule as ordinary two-valued logic over complete facts. What has no meaning (a null put in order or computed with,
 * a division by zero) is invalid, and `and` and `or` absorb it when the other side decides alone.
 */
export function evaluator(rule: Rule, names: readonly string[]): (cells: Cells) => Outcome {
  return truth(rule, { names, locals: [], boxes: [] })
}

/** The same for a term: a number, or undefined where it has none. */
export function measurer(term: Term, names: readonly string[]): (cells: Cells) => number | undefined {
  const of = value(term, { names, locals: [], boxes: [] })
  return (cells) => {
    const one = of(cells)
    return typeof one === 'number' ? one : undefined
  }
}

function truth(rule: Rule, order: Order): (cells: Cells) => Outcome {
  switch (rule.op) {
    case 'and':
    case 'or': {
      const parts = rule.of.map((one) => truth(one, order))
      const [decides, otherwise] = rule.op === 'and' ? (['no', 'yes'] as const) : (['yes', 'no'] as const)
      return (cells) => {
        let found: Outcome = otherwise
        for (const part of parts) {
          const one = part(cells)
          if (one === decides) return decides
          if (one === 'invalid') found = one
        }
        return found
      }
    }
    case 'not': {
      const of = truth(rule.of, order)
      return (cells) => opposite(of(cells))
    }
    case 'if': {
      const [when, then, otherwise] = [truth(rule.when, order), truth(rule.then, order), truth(rule.else, order)]
      return (cells) => {
        const chosen = when(cells)
        return chosen === 'invalid' ? chosen : chosen === 'yes' ? then(cells) : otherwise(cells)
      }
    }
    case 'fact': {
      const of = value(rule, order)
      return (cells) => told(of(cells))
    }
    case 'is-null': {
      const of = value(rule.of, order)
      return (cells) => {
        const one = of(cells)
        return one === invalid ? 'invalid' : said(one === null)
      }
    }
    case 'in': {
      const of = value(rule.value, order)
      return (cells) => {
        const one = of(cells)
        return one === invalid ? 'invalid' : said(typeof one === 'string' && rule.options.includes(one))
      }
    }
    case 'between': {
      const [of, from, to] = [value(rule.value, order), value(rule.from, order), value(rule.to, order)]
      return (cells) => {
        const [low, high] = [compared('>=', of(cells), from(cells)), compared('<=', of(cells), to(cells))]
        if (low === 'no' || high === 'no') return 'no'
        return low === 'invalid' || high === 'invalid' ? 'invalid' : 'yes'
      }
    }
    case 'contains': {
      const [list, element] = [value(rule.list, order), value(rule.element, order)]
      return (cells) => {
        const [all, one] = [list(cells), element(cells)]
        if (all === invalid || one === invalid) return 'invalid'
        return said(Array.isArray(all) && typeof one === 'string' && all.includes(one))
      }
    }
    case 'some':
    case 'every':
      return quantified(rule, order)
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const [left, right] = [value(rule.left, order), value(rule.right, order)]
      const { op } = rule
      return (cells) => compared(op, left(cells), right(cells))
    }
  }
}

/** A person of whom it is known that there are none has an empty list; but `every` of an absence proves nothing. */
function quantified(rule: Rule & { readonly op: 'some' | 'every' }, order: Order): (cells: Cells) => Outcome {
  const locals = [...order.locals, rule.name]
  const box = locals.length - 1
  const [list, holds] = [value(rule.list, order), truth(rule.holds, { ...order, locals })]
  const decides = rule.op === 'every' ? 'no' : 'yes'
  return (cells) => {
    const all = list(cells)
    if (all === invalid || (all === null && rule.op === 'every')) return 'invalid'
    let found: Outcome = opposite(decides)
    for (const one of Array.isArray(all) ? all : []) {
      order.boxes[box] = one
      const here = holds(cells)
      if (here === decides) return decides
      if (here === 'invalid') found = here
    }
    return found
  }
}

function value(term: Term, order: Order): (cells: Cells) => Value {
  switch (term.op) {
    case 'fact': {
      const place = order.names.indexOf(term.id) + 1
      if (place === 0) throw new Error(`no fact is called ${term.id}`)
      return (cells) => cells[place] ?? null
    }
    case 'local': {
      const box = order.locals.lastIndexOf(term.name)
      return () => order.boxes[box] ?? null
    }
    case 'date': {
      const day = dayFrom(term.value)
      return () => day
    }
    case 'text':
    case 'number':
    case 'truth':
    case 'list':
      return () => term.value
    case 'today':
      return (cells) => cells[0] ?? null
    case 'shift': {
      const [of, { days, months }] = [value(term.of, order), lengthFrom(term.by)]
      return (cells) => {
        const day = of(cells)
        return typeof day === 'number' ? later(day, months) + days : invalid
      }
    }
    case 'days':
      return numbers(value(term.from, order), value(term.to, order), (from, to) => to - from)
    case 'years':
      return numbers(value(term.from, order), value(term.to, order), (from, to) => Math.trunc(monthsBetween(from, to) / 12) + 0)
    case 'count': {
      const list = value(term.list, order)
      return (cells) => {
        const all = list(cells)
        return all === invalid ? invalid : Array.isArray(all) ? new Set(all).size : 0
      }
    }
    case '+':
      return numbers(value(term.left, order), value(term.right, order), (a, b) => a + b)
    case '-':
      return numbers(value(term.left, order), value(term.right, order), (a, b) => a - b)
    case '*':
      return numbers(value(term.left, order), value(term.right, order), (a, b) => a * b)
    case '/':
      return numbers(value(term.left, order), value(term.right, order), (a, b) => (b === 0 ? invalid : a / b))
  }
}

function numbers(
  left: (cells: Cells) => Value,
  right: (cells: Cells) => Value,
  work: (a: number, b: number) => number | typeof invalid,
): (cells: Cells) => Value {
  return (cells) => {
    const [a, b] = [left(cells), right(cells)]
    return typeof a === 'number' && typeof b === 'number' ? work(a, b) : invalid
  }
}

function compared(op: string, a: Value, b: Value): Outcome {
  if (a === invalid || b === invalid) return 'invalid'
  if (op === '=' || op === '!=') return said(same(a, b) === (op === '='))
  if (typeof a !== 'number' || typeof b !== 'number') return 'invalid'
  return said(op === '<' ? a < b : op === '<=' ? a <= b : op === '>' ? a > b : a >= b)
}

function same(a: Cell, b: Cell): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  return a.every((one) => b.includes(one)) && b.every((one) => a.includes(one))
}

function told(of: Value): Outcome {
  return typeof of === 'boolean' ? said(of) : 'invalid'
}

function said(holds: boolean): Outcome {
  return holds ? 'yes' : 'no'
}

function opposite(of: Outcome): Outcome {
  return of === 'invalid' ? of : of === 'yes' ? 'no' : 'yes'
}
