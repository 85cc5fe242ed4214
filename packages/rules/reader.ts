import type { parser } from 'lezer-feel'
import type { FaultCode, FoundFault } from './fault.ts'
import type { Syntax } from './syntax.ts'

export type Node = ReturnType<typeof parser.parse>['topNode']

/** The text being read, the faults found on the way, and how to read any node inside another. */
export type Reader = { readonly text: string; readonly faults: FoundFault[]; read(node: Node | undefined): Syntax }

/** Nodes that are punctuation or words of the language: they carry no meaning of their own. */
const marks = new Set(
  '( ) [ ] { } , . .. : and or in if then else some every satisfies between for return function LineComment BlockComment'.split(
    ' ',
  ),
)

export function partsOfNode(node: Node): readonly Node[] {
  const parts: Node[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) if (!marks.has(child.name)) parts.push(child)
  return parts
}

export function textOf(node: Node, reader: Reader): string {
  return reader.text.slice(node.from, node.to)
}

/** Notes a fault and stands in for what could not be read; a faulty expression is never evaluated. */
export function faulty(
  reader: Reader,
  node: Node,
  { code, message }: { readonly code: FaultCode; readonly message: string },
): Syntax {
  reader.faults.push({ code, message, at: node.from })
  return { kind: 'null', at: node.from }
}

export function notSupported(node: Node, reader: Reader): Syntax {
  const written = textOf(node, reader)
  const short = written.length > 40 ? `${written.slice(0, 40)}…` : written
  return faulty(reader, node, { code: 'rules/not-supported', message: `not part of the FEEL that rules may use: ${short}` })
}

/** Escapes of a FEEL string are those of JSON. */
export function readText(node: Node, reader: Reader): string {
  try {
    const value: unknown = JSON.parse(textOf(node, reader))
    if (typeof value === 'string') return value
  } catch {
    // falls through: said as a fault below
  }
  faulty(reader, node, { code: 'rules/syntax', message: 'this text has an escape that cannot be read' })
  return ''
}
