import { constant, missing, type Amount, type Test } from './plan.ts'
import { refusePlan, type Planner } from './planner.ts'
import { inUnits, isExact, product, whole, type Quantity } from './quantity.ts'

type Sides = readonly [Quantity, Quantity]

/** `a < b` or `a <= b`; quotients are multiplied out, and turned round where a divisor is below zero. */
export function orderOf(planner: Planner, sign: '<' | '<=', sides: Sides): Test {
  const { left, right, guard, turned } = compared(planner, sides)
  const [a, b] = turned ? [right, left] : [left, right]
  const test = { kind: 'order', strict: sign === '<', left: a, right: b } as const
  return guard === undefined ? test : { ...test, guard }
}

export function sameOf(planner: Planner, sides: Sides): Test {
  const { left, right, guard } = compared(planner, sides)
  const test = { kind: 'equal', left, right } as const
  return guard === undefined ? test : { ...test, guard }
}

type Compared = { readonly left: Amount; readonly right: Amount; readonly guard: Amount | undefined; readonly turned: boolean }

function compared(planner: Planner, [a, b]: Sides): Compared {
  if (a.plain || b.plain) return plainly(planner, [a, b])
  const divisors = [a.divisor, b.divisor].flatMap((one) => one ?? [])
  const [left, right] = inUnits(multiplied(a, b.divisor), multiplied(b, a.divisor))
  if (!isExact(left) || !isExact(right))
    refusePlan(planner, 'rules/not-exact', 'a comparison whose numbers may be too large: declare min and max in the catalogue')
  const [first, second] = divisors
  if (first === undefined) return { left: left.amount, right: right.amount, guard: undefined, turned: false }
  const divisor = second === undefined ? first : product(first, second)
  if (divisor.low > 0) return { left: left.amount, right: right.amount, guard: undefined, turned: false }
  if (divisor.high < 0) return { left: left.amount, right: right.amount, guard: undefined, turned: true }
  return { left: left.amount, right: right.amount, guard: divisor.amount, turned: false }
}

function multiplied(one: Quantity, by: Quantity | undefined): Quantity {
  const alone: Quantity = { ...one, divisor: undefined }
  return by === undefined ? alone : product(alone, by)
}

/** Doubles as they are: the order of decimals is kept, as long as nothing is worked out with them. */
function plainly(planner: Planner, sides: Sides): Compared {
  const [left, right] = sides.map(({ plain, written, amount }): Amount => {
    if (plain) return amount
    if (written !== undefined) return constant(written)
    if (amount === missing) return missing
    refusePlan(planner, 'rules/not-exact', 'a comparison with a number whose decimals the catalogue does not declare')
    return whole(missing, 0, 0).amount
  })
  return { left: left ?? missing, right: right ?? missing, guard: undefined, turned: false }
}
