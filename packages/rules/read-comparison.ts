import { faulty, notSupported, partsOfNode, textOf, type Node, type Reader } from './reader.ts'
import type { OrderSign, Syntax, UnaryTest } from './syntax.ts'

const orders: ReadonlyMap<string, OrderSign> = new Map([
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
])

function signOf(node: Node | undefined, reader: Reader): string {
  return node === undefined ? '' : textOf(node, reader)
}

/** `a <= b`, `a = b`, and the chained range `1 < a <= 5`, which means `1 < a and a <= 5`. */
export function readOrder(node: Node, reader: Reader): Syntax {
  const at = node.from
  const [first, compare, second] = partsOfNode(node)
  const sign = signOf(compare, reader)
  const order = orders.get(sign)
  const chained = first?.name === 'Comparison'
  if (order === undefined) {
    if (sign !== '=' && sign !== '!=') return notSupported(node, reader)
    if (chained)
      return faulty(reader, node, { code: 'rules/not-supported', message: 'put brackets round one of these comparisons' })
    return { kind: 'same', not: sign === '!=', left: reader.read(first), right: reader.read(second), at }
  }
  const right = reader.read(second)
  if (!chained) return { kind: 'order', sign: order, left: reader.read(first), right, at }
  const left = reader.read(first)
  const between =
    left.kind === 'order' ? left.right : left.kind === 'and' && left.right.kind === 'order' ? left.right.right : undefined
  if (between === undefined) return notSupported(node, reader)
  return { kind: 'and', left, right: { kind: 'order', sign: order, left: between, right, at: between.at }, at }
}

/** `x between a and b`, and `x in (…)` with its tests in brackets. */
export function readIn(node: Node, reader: Reader): Syntax {
  const at = node.from
  const [value, ...rest] = partsOfNode(node)
  if (hasChild(node, 'between')) {
    const [low, high] = rest
    const range: UnaryTest = { kind: 'range', low: reader.read(low), high: reader.read(high), lowSign: '>=', highSign: '<=' }
    return { kind: 'in', value: reader.read(value), tests: [range], at }
  }
  if (!hasChild(node, 'in')) return notSupported(node, reader)
  const tests = rest.flatMap((part) => (part.name === 'PositiveUnaryTests' ? partsOfNode(part) : [part]))
  return { kind: 'in', value: reader.read(value), tests: tests.map((test) => readTest(test, reader)), at }
}

export function hasChild(node: Node, name: string): boolean {
  for (let child = node.firstChild; child !== null; child = child.nextSibling) if (child.name === name) return true
  return false
}

function readTest(node: Node, reader: Reader): UnaryTest {
  const [only] = partsOfNode(node)
  if (only?.name !== 'SimplePositiveUnaryTest') return { kind: 'value', value: reader.read(only) }
  const [first, second] = partsOfNode(only)
  if (first?.name === 'Interval') return readRange(first, reader)
  return readOpenTest(first, { than: reader.read(second), node, reader })
}

/** `>= 5` without a left side. */
export function readOpenTest(
  compare: Node | undefined,
  { than, node, reader }: { readonly than: Syntax; readonly node: Node; readonly reader: Reader },
): UnaryTest {
  const sign = orders.get(signOf(compare, reader))
  return sign === undefined ? { kind: 'value', value: notSupported(node, reader) } : { kind: 'order', sign, than }
}

/** Square brackets that point inward include the end; round ones and `]a..b[` leave it out. */
export function readRange(node: Node, reader: Reader): UnaryTest {
  const [low, high] = partsOfNode(node)
  return {
    kind: 'range',
    low: reader.read(low),
    high: reader.read(high),
    lowSign: node.firstChild?.name === '[' ? '>=' : '>',
    highSign: node.lastChild?.name === ']' ? '<=' : '<',
  }
}
