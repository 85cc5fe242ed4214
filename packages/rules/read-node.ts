import { readCall, readDateOrDuration } from './read-call.ts'
import { readOrder } from './read-comparison.ts'
import { isIn, readLogic } from './read-logic.ts'
import { notSupported, partsOfNode, readText, textOf, type Node, type Reader } from './reader.ts'
import type { Syntax } from './syntax.ts'

export function readNode(node: Node | undefined, reader: Reader): Syntax {
  if (node === undefined) {
    reader.faults.push({ code: 'rules/syntax', message: 'the expression ends too early', at: reader.text.length })
    return { kind: 'null', at: reader.text.length }
  }
  const at = node.from
  const parts = partsOfNode(node)
  switch (node.name) {
    case 'Expression':
    case 'ParenthesizedExpression':
    case 'PositiveUnaryTest':
    case 'IterationContext':
      return parts.length === 1 ? reader.read(parts[0]) : notSupported(node, reader)
    case 'null':
      return { kind: 'null', at }
    case 'BooleanLiteral':
      return { kind: 'truth', value: textOf(node, reader) === 'true', at }
    case 'NumericLiteral':
      return readNumber(node, reader)
    case 'StringLiteral':
      return { kind: 'text', value: readText(node, reader), at }
    case 'VariableName':
      return { kind: 'name', name: textOf(node, reader).replaceAll(/\s+/gu, ' '), at }
    case 'Conjunction':
    case 'Disjunction':
      return readLogic(node, reader)
    case 'Comparison':
      return isIn(node) ? readLogic(node, reader) : readOrder(node, reader)
    case 'ArithmeticExpression':
      return readArithmetic(node, reader)
    case 'IfExpression':
      return {
        kind: 'if',
        condition: reader.read(parts[0]),
        then: reader.read(parts[1]),
        otherwise: reader.read(parts[2]),
        at,
      }
    case 'QuantifiedExpression':
      return readQuantified(node, reader)
    case 'List':
      return { kind: 'list', items: parts.map((part) => reader.read(part)), at }
    case 'DateTimeLiteral':
      return readDateOrDuration(node, reader)
    case 'FunctionInvocation':
      return readCall(node, reader)
    case 'PathExpression': {
      const [of, name] = parts
      return { kind: 'part', of: reader.read(of), name: name === undefined ? '' : textOf(name, reader), at }
    }
    default:
      return notSupported(node, reader)
  }
}

function readNumber(node: Node, reader: Reader): Syntax {
  const value = Number(textOf(node, reader).replaceAll(/\s/gu, ''))
  return Number.isFinite(value) ? { kind: 'number', value, at: node.from } : notSupported(node, reader)
}

function readArithmetic(node: Node, reader: Reader): Syntax {
  const parts = partsOfNode(node)
  const [first, second, third] = parts
  if (first?.name === 'ArithOp' && parts.length === 2) return { kind: 'minus', of: reader.read(second), at: node.from }
  const sign = second === undefined ? '' : textOf(second, reader)
  if (sign !== '+' && sign !== '-' && sign !== '*' && sign !== '/') return notSupported(node, reader)
  return { kind: 'arithmetic', sign, left: reader.read(first), right: reader.read(third), at: node.from }
}

/** `some x in a, y in b satisfies …` is read as one quantifier inside the other. */
function readQuantified(node: Node, reader: Reader): Syntax {
  const kind = node.firstChild?.name === 'every' ? 'every' : 'some'
  const [iterations, body] = partsOfNode(node)
  if (iterations === undefined) return notSupported(node, reader)
  return partsOfNode(iterations).reduceRight((inner: Syntax, iteration): Syntax => {
    const [name, list] = partsOfNode(iteration)
    if (name === undefined) return notSupported(node, reader)
    return { kind, name: textOf(name, reader), list: reader.read(list), body: inner, at: node.from }
  }, reader.read(body))
}
