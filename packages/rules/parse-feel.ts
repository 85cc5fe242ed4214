import { parser } from 'lezer-feel'
import type { FoundFault } from './fault.ts'
import { readNode } from './read-node.ts'
import type { Node, Reader } from './reader.ts'
import type { Syntax } from './syntax.ts'

export type Parsed =
  | { readonly ok: true; readonly value: Syntax }
  | { readonly ok: false; readonly faults: readonly FoundFault[] }

/** Text to syntax. The grammar is lezer-feel's; what is outside our part of FEEL is a fault, never a guess. */
export function parseFeel(text: string): Parsed {
  const top = parser.parse(text).topNode
  const wrong = firstError(top)
  if (wrong !== undefined) return { ok: false, faults: [{ code: 'rules/syntax', message: describe(text, wrong), at: wrong }] }
  const faults: FoundFault[] = []
  const reader: Reader = { text, faults, read: (node) => readNode(node, reader) }
  const value = readNode(top, reader)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value }
}

function firstError(node: Node): number | undefined {
  if (node.type.isError) return node.from
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    const found = firstError(child)
    if (found !== undefined) return found
  }
  return undefined
}

function describe(text: string, at: number): string {
  if (text.trim() === '') return 'the expression is empty'
  const rest = text.slice(at).trim()
  return rest === '' ? 'the expression ends too early' : `this cannot be read: ${rest.slice(0, 30)}`
}
