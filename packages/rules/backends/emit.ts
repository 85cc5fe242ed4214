import { no, yes } from './masks.ts'
import type { Amount, Atom, Plan, Test } from './plan.ts'

/**
 * Writes a plan as JavaScript. Everything that comes from a pack or a person stays outside the text: numbers are written as
 * numbers, texts are numbers already, and whatever else is needed is handed in by its index.
 */
export type Emitter = {
  readonly lines: string[]
  /** The text that reads the value of a column, and its mark. */
  readonly value: (column: number) => string
  readonly mark: (column: number) => string
  /** Hands a thing in and gives the name by which the text reaches it. */
  readonly given: (thing: Given) => string
  /** The text that asks the first engine about an atom. */
  readonly ask: (atom: Atom) => string
  readonly kind: (column: number) => 'bits' | 'set'
  readonly next: () => string
}

/** Tables and functions that the text uses. */
export type Given = Uint8Array | ReadonlySet<number> | ReadonlyMap<number, number> | ((row: number[]) => number)

/** Appends statements that leave the mask of the plan in `target`. */
export function emitTruth(emitter: Emitter, plan: Plan, target: string): void {
  const { lines } = emitter
  switch (plan.op) {
    case 'mask':
      lines.push(`${target} = ${plan.mask}`)
      return
    case 'flag': {
      const value = emitter.next()
      const byMark = emitter.given(Uint8Array.of(0, plan.unknown, plan.none, 4))
      lines.push(
        `const ${value} = ${emitter.value(plan.column)}`,
        `${target} = ${value} === 1 ? 1 : ${value} === 0 ? 2 : ${byMark}[${emitter.mark(plan.column)}]`,
      )
      return
    }
    case 'not':
      emitTruth(emitter, plan.of, target)
      lines.push(`${target} = not[${target}]`)
      return
    case 'absent':
      emitTruth(emitter, plan.of, target)
      lines.push(`${target} = absent(${target})`)
      return
    case 'and':
    case 'or':
      emitJoined(emitter, plan, target)
      return
    case 'choose':
      emitChoice(emitter, plan, target)
      return
    case 'same': {
      const other = declared(emitter)
      emitTruth(emitter, plan.left, target)
      emitTruth(emitter, plan.right, other)
      lines.push(`${target} = same[${target} << 4 | ${other}]`)
      return
    }
    case 'atom':
      emitAtom(emitter, plan, target)
  }
}

function declared({ lines, next }: Emitter): string {
  const name = next()
  lines.push(`let ${name} = 0`)
  return name
}

/** Left as soon as one part decides alone. */
function emitJoined(emitter: Emitter, plan: Extract<Plan, { readonly parts: readonly Plan[] }>, target: string): void {
  const { lines } = emitter
  const [ends, goesOn] = plan.op === 'and' ? [no, yes] : [yes, no]
  const [first, ...rest] = plan.parts
  if (first === undefined) return
  const label = emitter.next()
  lines.push(`${label}: {`)
  emitTruth(emitter, first, target)
  for (const part of rest) {
    lines.push(`if (${target} === ${ends}) break ${label}`)
    const other = declared(emitter)
    emitTruth(emitter, part, other)
    lines.push(`${target} = ${target} === ${goesOn} ? ${other} : ${plan.op}[${target} << 3 | ${other}]`)
  }
  lines.push('}')
}

function emitChoice(emitter: Emitter, plan: Extract<Plan, { readonly op: 'choose' }>, target: string): void {
  const { lines } = emitter
  const condition = declared(emitter)
  emitTruth(emitter, plan.condition, condition)
  const [then, otherwise] = [declared(emitter), declared(emitter)]
  lines.push(`if (${condition} !== ${no}) {`)
  emitTruth(emitter, plan.then, then)
  lines.push('}', `if (${condition} !== ${yes}) {`)
  emitTruth(emitter, plan.otherwise, otherwise)
  lines.push('}')
  lines.push(
    `${target} = ${condition} === ${yes} ? ${then} : ${condition} === ${no} ? ${otherwise} : choose(${condition}, ${then}, ${otherwise})`,
  )
}

function emitAtom(emitter: Emitter, atom: Atom, target: string): void {
  emitter.lines.push('{')
  const marks = atom.columns.map((column, at) => (at === 0 ? emitter.mark(column) : `${emitter.mark(column)} << ${2 * at}`))
  const otherwise =
    atom.byMarks === undefined ? emitter.ask(atom) : `${emitter.given(Uint8Array.from(atom.byMarks))}[${marks.join(' | ')}]`
  emitter.lines.push(`${target} = ${testText(emitter, atom.test, otherwise)}`, '}')
}

/** An expression that gives the mask; statements it needs are put before. */
function testText(emitter: Emitter, test: Test, otherwise: string): string {
  switch (test.kind) {
    case 'order':
      return orderText(emitter, test, otherwise)
    case 'equal': {
      const [left, right] = [kept(emitter, test.left), kept(emitter, test.right)]
      const found = `${left} === ${right} ? 1 : ${left} < ${right} || ${left} > ${right} ? 2 : ${otherwise}`
      return test.guard === undefined ? found : `${kept(emitter, test.guard)} === 0 ? ${otherwise} : ${found}`
    }
    case 'between': {
      const value = named(emitter, emitter.value(test.column))
      const above = test.low === Number.NEGATIVE_INFINITY ? undefined : `${value} >= ${numeral(test.low)}`
      const below = test.high === Number.POSITIVE_INFINITY ? undefined : `${value} <= ${numeral(test.high)}`
      const inside = [above, below].flatMap((one) => one ?? []).join(' && ')
      return `${inside === '' ? `${value} === ${value}` : inside} ? 1 : ${value} === ${value} ? 2 : ${otherwise}`
    }
    case 'one-of': {
      const value = kept(emitter, test.of)
      const [inside, outside] = test.outside ? [no, yes] : [yes, no]
      const among =
        test.ids.length <= 6
          ? test.ids.map((id) => `${value} === ${numeral(id)}`).join(' || ') || 'false'
          : `${emitter.given(new Set(test.ids))}.has(${value})`
      return `${among} ? ${inside} : ${value} === ${value} ? ${outside} : ${otherwise}`
    }
    case 'any-bit': {
      const value = named(emitter, emitter.value(test.column))
      return `(${value} & ${test.bits}) !== 0 ? 1 : ${value} === ${value} ? 2 : ${otherwise}`
    }
    case 'any-text': {
      const set = named(emitter, `sets[${emitter.value(test.column)}]`)
      return `${set} === undefined ? ${otherwise} : meets(${set}, ${emitter.given(new Set(test.ids))}, ${test.outside}) ? 1 : 2`
    }
    case 'holds': {
      const [value, element] = [named(emitter, emitter.value(test.column)), kept(emitter, test.element)]
      const exact = `${value} === ${value} && ${element} === ${element}`
      const held =
        test.bits === undefined
          ? `sets[${value}].includes(${element})`
          : `(${value} & (${emitter.given(new Map(test.bits.map(({ id, bit }) => [id, bit])))}.get(${element}) ?? 0)) !== 0`
      return `${exact} ? ${held} ? 1 : 2 : ${otherwise}`
    }
    case 'valued': {
      const value = kept(emitter, test.of)
      const guard = test.guard === undefined ? '' : ` && ${kept(emitter, test.guard)} !== 0`
      return `${value} === ${value}${guard} ? 2 : ${otherwise}`
    }
    case 'never':
      return otherwise
  }
}

function orderText(emitter: Emitter, test: Extract<Test, { readonly kind: 'order' }>, otherwise: string): string {
  const [left, right] = [kept(emitter, test.left), kept(emitter, test.right)]
  const text = (a: string, b: string): string =>
    `${a} ${test.strict ? '<' : '<='} ${b} ? 1 : ${a} ${test.strict ? '>=' : '>'} ${b} ? 2 : ${otherwise}`
  if (test.guard === undefined) return text(left, right)
  const guard = kept(emitter, test.guard)
  return `${guard} > 0 ? (${text(left, right)}) : ${guard} < 0 ? (${text(right, left)}) : ${otherwise}`
}

function kept(emitter: Emitter, amount: Amount): string {
  return amount.op === 'constant' ? numeral(amount.value) : named(emitter, amountText(emitter, amount))
}

function named({ lines, next }: Emitter, text: string): string {
  const name = next()
  lines.push(`const ${name} = ${text}`)
  return name
}

function amountText(emitter: Emitter, amount: Amount): string {
  const of = (one: Amount): string => amountText(emitter, one)
  switch (amount.op) {
    case 'constant':
      return numeral(amount.value)
    case 'column':
      return emitter.value(amount.column)
    case 'plus':
      return `(${of(amount.left)} + ${of(amount.right)})`
    case 'minus':
      return `(${of(amount.left)} - ${of(amount.right)})`
    case 'times':
      return `(${of(amount.left)} * ${of(amount.right)})`
    case 'shift':
      return `step(${of(amount.date)}, ${of(amount.months)}, ${JSON.stringify(amount.rounding)})`
    case 'months-between':
      return `monthsFrom(${of(amount.from)}, ${of(amount.to)}, ${JSON.stringify(amount.rounding)})`
    case 'years':
      return `(Math.trunc(${of(amount.of)} / 12) + 0)`
    case 'months':
      return `(Math.trunc(${of(amount.of)} % 12) + 0)`
    case 'year':
      return `yearOf(${of(amount.of)})`
    case 'abs':
      return `Math.abs(${of(amount.of)})`
    case 'floor':
      return `(Math.floor(${of(amount.of)} / ${numeral(amount.by)}) + 0)`
    case 'ceiling':
      return `(Math.ceil(${of(amount.of)} / ${numeral(amount.by)}) + 0)`
    case 'least':
      return `Math.min(${of(amount.left)}, ${of(amount.right)})`
    case 'greatest':
      return `Math.max(${of(amount.left)}, ${of(amount.right)})`
    case 'size': {
      const value = named(emitter, emitter.value(amount.column))
      const size = emitter.kind(amount.column) === 'set' ? `sets[${value}].length` : `countBits(${value})`
      return `(${value} === ${value} ? ${size} : NaN)`
    }
    case 'choose': {
      const [condition, chosen] = [declared(emitter), declared(emitter)]
      emitTruth(emitter, amount.condition, condition)
      emitter.lines.push(`if (${condition} === 1) {`, `${chosen} = ${of(amount.then)}`, `} else if (${condition} === 2) {`)
      emitter.lines.push(`${chosen} = ${of(amount.otherwise)}`, `} else ${chosen} = NaN`)
      return chosen
    }
  }
}

function numeral(value: number): string {
  return Number.isNaN(value) ? 'NaN' : `(${value})`
}
