import { tokensOf, type Token } from './tokens.ts'
import { binding, type Sign, type XPath } from './xpath.ts'

type ReadXPath =
  | { readonly ok: true; readonly value: XPath }
  | { readonly ok: false; readonly code: 'xpath-syntax' | 'xpath-path' | 'too-long' | 'too-deep'; readonly word: string }

const longest = 20_000
const deepest = 60

type Reader = { readonly tokens: readonly Token[]; at: number; depth: number }

/** Text to an expression. Recursive descent over the grammar of XPath 1.0, chapter 3, without steps and predicates. */
export function readXPath(text: string): ReadXPath {
  if (text.length > longest) return { ok: false, code: 'too-long', word: '' }
  const tokens = tokensOf(text)
  if ('wrongAt' in tokens) return { ok: false, code: 'xpath-syntax', word: text.slice(tokens.wrongAt, tokens.wrongAt + 20) }
  const reader: Reader = { tokens, at: 0, depth: 0 }
  const value = readOperators(reader, 1)
  const next = current(reader)
  if (value !== undefined && next.kind === 'end') return { ok: true, value }
  const word = text.slice(next.at, next.at + 20)
  if (reader.depth >= deepest) return { ok: false, code: 'too-deep', word }
  return { ok: false, code: /^[[/|]/u.test(word) ? 'xpath-path' : 'xpath-syntax', word: word === '' ? text.slice(-20) : word }
}

function current({ tokens, at }: Reader): Token {
  return tokens[Math.min(at, tokens.length - 1)] ?? { kind: 'end', text: '', at: 0 }
}

function take(reader: Reader, text: string): boolean {
  const token = current(reader)
  if (token.text !== text || (token.kind !== 'sign' && token.kind !== 'name')) return false
  reader.at += 1
  return true
}

/** After a whole operand a name is a sign, never a path (XPath 1.0, 3.7). */
function signOf({ kind, text }: Token): Sign | undefined {
  if (kind !== 'sign' && kind !== 'name') return undefined
  return isSign(text) ? text : undefined
}

function isSign(text: string): text is Sign {
  return Object.hasOwn(binding, text)
}

function readOperators(reader: Reader, least: number): XPath | undefined {
  let left = readUnary(reader)
  for (;;) {
    const sign = signOf(current(reader))
    if (left === undefined || sign === undefined || binding[sign] < least) return left
    reader.at += 1
    const right = readOperators(reader, binding[sign] + 1)
    left = right === undefined ? undefined : { kind: 'binary', sign, left, right }
  }
}

function readUnary(reader: Reader): XPath | undefined {
  if (reader.depth >= deepest) return undefined
  reader.depth += 1
  const found = take(reader, '-') ? minus(readUnary(reader)) : readPrimary(reader)
  if (found !== undefined) reader.depth -= 1
  return found
}

function minus(of: XPath | undefined): XPath | undefined {
  return of === undefined ? undefined : { kind: 'minus', of }
}

function readPrimary(reader: Reader): XPath | undefined {
  const token = current(reader)
  if (take(reader, '(')) {
    const inner = readOperators(reader, 1)
    return take(reader, ')') ? inner : undefined
  }
  if (take(reader, '.')) return { kind: 'self' }
  if (token.kind === 'end' || token.kind === 'sign') return undefined
  reader.at += 1
  switch (token.kind) {
    case 'number':
      return { kind: 'number', text: token.text }
    case 'text':
      return { kind: 'text', value: token.text.slice(1, -1) }
    case 'question':
      return { kind: 'question', name: token.text.slice(2, -1).trim() }
    case 'path':
      return { kind: 'path', text: token.text }
    case 'name':
      return take(reader, '(') ? readCall(reader, token.text) : { kind: 'column', name: token.text }
  }
}

function readCall(reader: Reader, name: string): XPath | undefined {
  const given: XPath[] = []
  if (take(reader, ')')) return { kind: 'call', name, given }
  do {
    const one = readOperators(reader, 1)
    if (one === undefined) return undefined
    given.push(one)
  } while (take(reader, ','))
  return take(reader, ')') ? { kind: 'call', name, given } : undefined
}
