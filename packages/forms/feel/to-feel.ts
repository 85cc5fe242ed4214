import { builtInNames, builtInParts, namesWithin, readFeel } from '@convive/feel'
import { readXPath } from '../xpath/read-xpath.ts'
import type { Sign, XPath } from '../xpath/xpath.ts'
import { isFeelName, type Around } from './around.ts'
import { callToFeel } from './call-to-feel.ts'
import { bracketed, isUntold, quoted, whole, type FeelText, type Untold } from './feel-text.ts'
import { periodToFeel } from './periods.ts'

type Translated =
  | { readonly ok: true; readonly feel: string; readonly xpath: XPath }
  | { readonly ok: false; readonly untold: Untold }

/** An expression of an XLSForm as FEEL, or what has no equivalent. What comes out reads as FEEL. */
export function toFeel(text: string, around: Around, as: 'condition' | 'value' = 'condition'): Translated {
  const read = readXPath(text)
  if (!read.ok) return { ok: false, untold: { code: read.code, word: read.word } }
  const found = as === 'condition' ? truth(read.value, around) : translate(read.value, around)
  if (isUntold(found)) return { ok: false, untold: found }
  const known = [...around.names.keys(), ...(around.columns ?? []), 'today'].filter(
    (name) => name === 'today' || isFeelName(name),
  )
  const feel = readFeel(found.text, { scope: namesWithin(builtInNames, known), parts: builtInParts })
  return feel.ok
    ? { ok: true, feel: found.text, xpath: read.value }
    : { ok: false, untold: { code: 'xpath-shape', word: feel.fault.word } }
}

/** As a condition: in ODK an answer holds when there is one, even when it is “no”. */
function truth(of: XPath, around: Around): FeelText | Untold {
  const found = translate(of, around)
  if (isUntold(found) || (of.kind !== 'question' && of.kind !== 'self' && of.kind !== 'path')) return found
  const type = around.names.get(found.text)
  return type === 'integer' || type === 'decimal' || type === 'calculation'
    ? { code: 'xpath-shape', word: found.text }
    : { text: `${found.text} != null`, binds: 3 }
}

function translate(of: XPath, around: Around): FeelText | Untold {
  switch (of.kind) {
    case 'number':
      return whole(of.text.replace(/^\./u, '0.').replace(/\.$/u, ''))
    case 'text':
      return whole(of.value === '' ? 'null' : quoted(of.value))
    case 'question':
      return named(of.name, around)
    case 'self':
      return around.self === undefined ? { code: 'xpath-path', word: '.' } : named(around.self, around)
    case 'column':
      return around.columns?.has(of.name) === true && isFeelName(of.name) ? whole(of.name) : { code: 'xpath-name', word: of.name }
    case 'path':
      return throughForm(of.text, around)
    case 'minus': {
      const inner = translate(of.of, around)
      return isUntold(inner) ? inner : { text: `-${bracketed(inner, 8)}`, binds: 7 }
    }
    case 'binary':
      return binary(of, around)
    case 'call':
      return periodToFeel(of, (one) => translate(one, around)) ?? callToFeel(of, around, { translate, truth })
  }
}

function named(name: string, { names }: Around): FeelText | Untold {
  return names.has(name) && isFeelName(name) ? whole(name) : { code: 'xpath-name', word: name }
}

/** `../age` and `/data/household/age` mean the one question of that name. */
function throughForm(text: string, around: Around): FeelText | Untold {
  const last = /^(?:\.\.(?:\/\.\.)*|\/[\p{L}\p{N}_./-]*)\/([\p{L}_][\p{L}\p{N}_]*)$/u.exec(text)?.[1]
  return last === undefined || !around.names.has(last) ? { code: 'xpath-path', word: text } : named(last, around)
}

const signs: Readonly<Record<Exclude<Sign, 'mod'>, { readonly feel: string; readonly binds: number }>> = {
  or: { feel: 'or', binds: 1 },
  and: { feel: 'and', binds: 2 },
  '=': { feel: '=', binds: 3 },
  '!=': { feel: '!=', binds: 3 },
  '<': { feel: '<', binds: 3 },
  '<=': { feel: '<=', binds: 3 },
  '>': { feel: '>', binds: 3 },
  '>=': { feel: '>=', binds: 3 },
  '+': { feel: '+', binds: 4 },
  '-': { feel: '-', binds: 4 },
  '*': { feel: '*', binds: 5 },
  div: { feel: '/', binds: 5 },
}

function binary({ sign, left, right }: XPath & { kind: 'binary' }, around: Around): FeelText | Untold {
  const isLogic = sign === 'and' || sign === 'or'
  const first = isLogic ? truth(left, around) : beside(left, right, around)
  const second = isLogic ? truth(right, around) : beside(right, left, around)
  if (isUntold(first)) return first
  if (isUntold(second)) return second
  if (sign === 'mod') return whole(`modulo(${first.text}, ${second.text})`)
  const { feel, binds } = signs[sign]
  const isComparison = binds === 3
  const isChain = sign === 'and' || sign === 'or' || sign === '+' || sign === '*'
  const [least, most] = isComparison
    ? [4, 4]
    : [binds, isChain && sign === (right.kind === 'binary' ? right.sign : '') ? binds : binds + 1]
  return { text: `${bracketed(first, least)} ${feel} ${bracketed(second, most)}`, binds }
}

/** A text beside a date is a date, and yes beside a yes-or-no question is true. */
function beside(one: XPath, other: XPath, around: Around): FeelText | Untold {
  const name = other.kind === 'question' ? other.name : other.kind === 'self' ? around.self : undefined
  const type = around.names.get(name ?? '')
  if (one.kind === 'text' && one.value !== '') {
    if (type === 'yes-no')
      return one.value === 'yes' ? whole('true') : one.value === 'no' ? whole('false') : { code: 'xpath-shape', word: one.value }
    if (type === 'date') return isDay(one.value) ? whole(`date(${quoted(one.value)})`) : { code: 'xpath-shape', word: one.value }
    if (type === 'many') return { code: 'xpath-shape', word: one.value }
    if ((type === 'integer' || type === 'decimal') && /^-?\d+(\.\d+)?$/u.test(one.value)) return whole(one.value)
  }
  return translate(one, around)
}

function isDay(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u.test(text)
}
