import { hasChild, readIn, readOpenTest, readRange } from './read-comparison.ts'
import { partsOfNode, type Node, type Reader } from './reader.ts'
import type { Syntax, UnaryTest } from './syntax.ts'

/**
 * `and`, `or` and `in` as a row of operands. The grammar lets the test after `in` swallow what follows it, so that
 * `a in ["x"] and b` comes as `a in (["x"] and b)`. Here the row is put back in the order in which it was written, and then
 * grouped as people read it: `in` before `and`, `and` before `or`.
 */
type Row = { readonly first: Operand; readonly rest: readonly { readonly sign: 'and' | 'or'; readonly operand: Operand }[] }
type Operand = Node | { readonly read: Syntax }

export function readLogic(node: Node, reader: Reader): Syntax {
  const { first, rest } = rowOf(node, reader)
  const read = (operand: Operand): Syntax => ('read' in operand ? operand.read : reader.read(operand))
  let sum: Syntax | undefined
  let product = read(first)
  for (const { sign, operand } of rest) {
    if (sign === 'and') product = joined('and', product, read(operand))
    else {
      sum = sum === undefined ? product : joined('or', sum, product)
      product = read(operand)
    }
  }
  return sum === undefined ? product : joined('or', sum, product)
}

function joined(kind: 'and' | 'or', left: Syntax, right: Syntax): Syntax {
  return { kind, left, right, at: left.at }
}

function rowOf(node: Node, reader: Reader): Row {
  const [left, right] = partsOfNode(node)
  if ((node.name === 'Conjunction' || node.name === 'Disjunction') && left !== undefined && right !== undefined) {
    const [before, after] = [rowOf(left, reader), rowOf(right, reader)]
    const sign = node.name === 'Conjunction' ? 'and' : 'or'
    return { first: before.first, rest: [...before.rest, { sign, operand: after.first }, ...after.rest] }
  }
  if (node.name === 'Comparison' && right?.name === 'PositiveUnaryTest' && hasChild(node, 'in')) return rowOfIn(node, reader)
  return { first: isIn(node) ? { read: readIn(node, reader) } : node, rest: [] }
}

/** `in` or `between` whose end is clear. */
export function isIn(node: Node): boolean {
  return node.name === 'Comparison' && !hasChild(node, 'CompareOp')
}

/** `value in test`, where the rest of the row hangs on the test. */
function rowOfIn(node: Node, reader: Reader): Row {
  const [value, test] = partsOfNode(node)
  const [inner] = test === undefined ? [] : partsOfNode(test)
  if (inner === undefined) return { first: { read: readIn(node, reader) }, rest: [] }
  const parts = partsOfNode(inner)
  const open = inner.name === 'SimplePositiveUnaryTest' && parts[0]?.name === 'CompareOp'
  const row = rowOf(open ? (parts[1] ?? inner) : inner, reader)
  const read = (operand: Operand): Syntax => ('read' in operand ? operand.read : reader.read(operand))
  const one = open ? readOpenTest(parts[0], { than: read(row.first), node: inner, reader }) : testOf(row.first, reader)
  return { first: { read: { kind: 'in', value: reader.read(value), tests: [one], at: node.from } }, rest: row.rest }
}

function testOf(operand: Operand, reader: Reader): UnaryTest {
  if ('read' in operand) return { kind: 'value', value: operand.read }
  const interval = operand.name === 'SimplePositiveUnaryTest' ? partsOfNode(operand)[0] : undefined
  return interval?.name === 'Interval' ? readRange(interval, reader) : { kind: 'value', value: reader.read(operand) }
}
