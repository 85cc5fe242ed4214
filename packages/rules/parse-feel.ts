import { builtInNames, builtInParts, namesWithin, readFeel, type FeelFault } from '@convive/feel'
import type { FoundFault } from './fault.ts'
import { syntaxOf } from './syntax-of.ts'
import type { Syntax } from './syntax.ts'

export type Parsed =
  | { readonly ok: true; readonly value: Syntax }
  | { readonly ok: false; readonly faults: readonly FoundFault[] }

const rulesAdd = namesWithin(builtInNames, ['days covered', 'longest gap'])

/** Text to what feel reads, with the places of its parts. */
export function readRule(text: string): ReturnType<typeof readFeel> {
  return readFeel(text, { scope: rulesAdd, parts: builtInParts })
}

/** Text to syntax. What is outside the FEEL that rules may use is a fault, never a guess. */
export function parseFeel(text: string): Parsed {
  const read = readRule(text)
  if (!read.ok) return { ok: false, faults: [faultOf(read.fault, text)] }
  const faults: FoundFault[] = []
  const value = syntaxOf(read.value, { text, faults })
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value }
}

function faultOf({ code, message, line, column }: FeelFault, text: string): FoundFault {
  const lines = text.split('\n').slice(0, line - 1)
  const at = lines.reduce((sum, one) => sum + one.length + 1, 0) + column - 1
  if (code === 'feel/bad-literal') return { code: 'rules/bad-literal', message, at }
  return { code: 'rules/syntax', message: text.trim() === '' ? 'the expression is empty' : message, at }
}
