import type { Layout } from './layout.ts'
import type { Mask } from './masks.ts'
import type { Row } from './pack.ts'
import { constant, type Amount, type Plan } from './plan.ts'
import { countBits, monthsFrom, step, yearOf } from './steps.ts'

export type RunAmount = (row: Row) => number

/** Closures need the sizes of the layout's sets, and closures of conditions. */
export type Around = { readonly sets: Layout['sets']; readonly truth: (plan: Plan) => (row: Row) => Mask }

export function amountClosure(amount: Amount, kind: (column: number) => 'bits' | 'set', around: Around): RunAmount {
  const of = (one: Amount): RunAmount => amountClosure(one, kind, around)
  switch (amount.op) {
    case 'constant': {
      const { value } = amount
      return () => value
    }
    case 'column': {
      const { column } = amount
      return (row) => row[column] ?? Number.NaN
    }
    case 'plus': {
      const [left, right] = [of(amount.left), of(amount.right)]
      return (row) => left(row) + right(row)
    }
    case 'minus': {
      const [left, right] = [of(amount.left), of(amount.right)]
      return (row) => left(row) - right(row)
    }
    case 'times': {
      const [left, right] = [of(amount.left), of(amount.right)]
      return (row) => left(row) * right(row)
    }
    case 'shift': {
      const [date, months, { rounding }] = [of(amount.date), of(amount.months), amount]
      return (row) => step(date(row), months(row), rounding)
    }
    case 'months-between': {
      const [from, to, { rounding }] = [of(amount.from), of(amount.to), amount]
      return (row) => monthsFrom(from(row), to(row), rounding)
    }
    case 'years': {
      const inside = of(amount.of)
      return (row) => Math.trunc(inside(row) / 12) + 0
    }
    case 'months': {
      const inside = of(amount.of)
      return (row) => Math.trunc(inside(row) % 12) + 0
    }
    case 'year': {
      const inside = of(amount.of)
      return (row) => yearOf(inside(row))
    }
    case 'abs': {
      const inside = of(amount.of)
      return (row) => Math.abs(inside(row))
    }
    case 'floor': {
      const [inside, { by }] = [of(amount.of), amount]
      return (row) => Math.floor(inside(row) / by) + 0
    }
    case 'ceiling': {
      const [inside, { by }] = [of(amount.of), amount]
      return (row) => Math.ceil(inside(row) / by) + 0
    }
    case 'least': {
      const [left, right] = [of(amount.left), of(amount.right)]
      return (row) => Math.min(left(row), right(row))
    }
    case 'greatest': {
      const [left, right] = [of(amount.left), of(amount.right)]
      return (row) => Math.max(left(row), right(row))
    }
    case 'size': {
      const { column } = amount
      if (kind(column) === 'set') return (row) => around.sets[row[column] ?? -1]?.length ?? Number.NaN
      return (row) => {
        const bits = row[column] ?? Number.NaN
        return Number.isNaN(bits) ? bits : countBits(bits)
      }
    }
    case 'choose': {
      const [condition, then, otherwise] = [around.truth(amount.condition), of(amount.then), of(amount.otherwise)]
      return (row) => {
        const found = condition(row)
        return found === 1 ? then(row) : found === 2 ? otherwise(row) : Number.NaN
      }
    }
  }
}

/** An amount of written numbers alone is one number. */
export function folded(amount: Amount): Amount {
  if (amount.op === 'constant' || !isWritten(amount)) return amount
  const run = amountClosure(amount, () => 'bits', { sets: [], truth: () => () => 0 })
  return constant(run([]))
}

function isWritten(amount: Amount): boolean {
  switch (amount.op) {
    case 'constant':
      return true
    case 'column':
    case 'size':
    case 'choose':
      return false
    case 'plus':
    case 'minus':
    case 'times':
    case 'least':
    case 'greatest':
      return isWritten(amount.left) && isWritten(amount.right)
    case 'shift':
      return isWritten(amount.date) && isWritten(amount.months)
    case 'months-between':
      return isWritten(amount.from) && isWritten(amount.to)
    case 'years':
    case 'months':
    case 'year':
    case 'abs':
    case 'floor':
    case 'ceiling':
      return isWritten(amount.of)
  }
}
