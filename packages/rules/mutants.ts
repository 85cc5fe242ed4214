import type { Expression, Span } from '@convive/feel'
import { addDays, calendarDate, isCalendarDate } from '@convive/kernel'
import { readRule } from './parse-feel.ts'

/** An expression with one thing in it changed. `at` is the offset of what was changed; `was` and `became` say what. */
export type Mutant = { readonly feel: string; readonly at: number; readonly was: string; readonly became: string }

/**
 * Every way in which an author could have got one thing in a condition wrong: an operator turned, a number or a day one off, a
 * length a day (or, alone, one unit) off, a part of an `and` or `or` left out or joined otherwise, an answer missing from a list, a
 * `not` forgotten. Worked cases that tell such a mutant from the original say what the law means (mutation analysis, DeMillo,
 * Lipton and Sayward 1978). Not all can be compiled, and a few mean the same.
 */
export function mutantsOf(feel: string): readonly Mutant[] {
  const read = readRule(feel)
  if (!read.ok) return []
  const found: Mutant[] = []
  visit(read.value, { feel, found })
  const seen = new Set([feel])
  return found.filter((one) => !seen.has(one.feel) && seen.add(one.feel))
}

type Work = { readonly feel: string; readonly found: Mutant[] }

function visit(one: Expression, work: Work): void {
  for (const became of replacements(one, work)) replace(work, one, became)
  for (const part of partsOf(one, work)) visit(part, work)
}

function replace({ feel, found }: Work, { from, to }: Span, became: string): void {
  const was = feel.slice(from, to)
  const lead = was.length - was.trimStart().length
  found.push({
    feel: `${feel.slice(0, from)} ${became} ${feel.slice(to)}`,
    at: from + lead,
    was: was.trim(),
    became: became.trim(),
  })
}

const signs: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '=': ['!='],
  '!=': ['='],
}

function replacements(one: Expression, { feel }: Work): readonly string[] {
  const text = (part: Span): string => feel.slice(part.from, part.to).trim()
  switch (one.kind) {
    case 'comparison':
      return (signs[one.sign] ?? []).map((sign) => `${text(one.left)} ${sign} ${text(one.right)}`)
    case 'number':
      return [`(${text(one)} + 1)`, `(${text(one)} - 1)`]
    case 'and':
    case 'or': {
      const items = one.items.map((item) => `(${text(item)})`)
      const fewer = items.map((_, left) => items.filter((__, at) => at !== left).join(` ${one.kind} `))
      return [...fewer, items.join(one.kind === 'and' ? ' or ' : ' and ')].map((joined) => `(${joined})`)
    }
    case 'list':
      return without(one.items.map(text)).map((items) => `[${items}]`)
    case 'in':
      return without(one.tests.map(text)).map((tests) => `${text(one.value)} in (${tests})`)
    case 'arithmetic':
      return isLength(one.right, feel) ? dayOff(text(one)) : []
    case 'some':
    case 'every':
      return [text(one).replace(one.kind, one.kind === 'some' ? 'every' : 'some')]
    case 'temporal':
    case 'call':
      return isNot(one, feel) ? one.given.map((argument) => `(${text(argument.value)})`) : constantsBeside(text(one))
    case 'null':
    case 'boolean':
    case 'string':
    case 'name':
    case 'context':
    case 'range':
    case 'open range':
    case 'between':
    case 'minus':
    case 'instance of':
    case 'path':
    case 'filter':
    case 'if':
    case 'for':
    case 'function':
      return []
  }
}

/** A length beside a date is a day off there; alone, one of its units. Both are said by the expression around it. */
function isLength(one: Expression, feel: string): boolean {
  return /^(?:duration\s*\(|@\s*"-?P)/u.test(feel.slice(one.from, one.to).trim())
}

function dayOff(shifted: string): readonly string[] {
  return ['+', '-'].map((sign) => `(${shifted} ${sign} duration("P1D"))`)
}

function isNot(one: Expression, feel: string): one is Expression & { readonly kind: 'call' } {
  return one.kind === 'call' && /^not\s*\(/u.test(feel.slice(one.from, one.to).trim())
}

/** The days beside a day, and the lengths beside a length. */
function constantsBeside(written: string): readonly string[] {
  const day = /^(?:date\s*\(\s*"|@\s*")(\d{4}-\d\d-\d\d)"/u.exec(written)?.[1]
  if (day !== undefined && isCalendarDate(day)) return [1, -1].map((by) => `date("${addDays(calendarDate(day), by)}")`)
  const [, count, unit] = /^(?:duration\s*\(\s*"|@\s*")P(\d+)([DMY])"/u.exec(written) ?? []
  if (count === undefined || unit === undefined) return []
  return [1, -1].map((by) => `duration("P${String(Math.max(0, Number(count) + by))}${unit}")`)
}

function without(items: readonly string[]): readonly string[] {
  return items.length < 2 ? [] : items.map((_, left) => items.filter((__, at) => at !== left).join(', '))
}

/** What stands inside, except what was changed as a whole. */
function partsOf(one: Expression, { feel }: Work): readonly Expression[] {
  switch (one.kind) {
    case 'and':
    case 'or':
    case 'list':
      return one.items
    case 'comparison':
      return [one.left, one.right]
    case 'arithmetic':
      return isLength(one.right, feel) ? [one.left] : [one.left, one.right]
    case 'minus':
    case 'path':
      return [one.of]
    case 'between':
      return [one.value, one.low, one.high]
    case 'range':
      return [one.low, one.high]
    case 'open range':
      return [one.than]
    case 'in':
      return [one.value, ...one.tests]
    case 'filter':
      return [one.list, one.by]
    case 'if':
      return [one.condition, one.then, one.otherwise]
    case 'for':
    case 'some':
    case 'every':
      return [...one.iterations.map((iteration) => iteration.over), one.body]
    case 'call':
      return /^(?:date|duration)\b/u.test(feel.slice(one.callee.from, one.callee.to).trim())
        ? []
        : one.given.map((argument) => argument.value)
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'temporal':
    case 'name':
    case 'context':
    case 'instance of':
    case 'function':
      return []
  }
}
