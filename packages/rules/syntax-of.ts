import type { Expression } from '@convive/feel'
import { notSupported, type Reading } from './reading.ts'
import { callOf } from './syntax-of-call.ts'
import { comparisonOf, inOf } from './syntax-of-comparison.ts'
import type { Syntax } from './syntax.ts'

/** The part of FEEL that rules may use; anything else is a fault that says what stands there. */
export function syntaxOf(read: Expression, reading: Reading): Syntax {
  const at = read.from
  const inner = (one: Expression): Syntax => syntaxOf(one, reading)
  switch (read.kind) {
    case 'null':
      return { kind: 'null', at }
    case 'boolean':
      return { kind: 'truth', value: read.value, at }
    case 'number':
      return { kind: 'number', value: read.value.toNumber(), at }
    case 'string':
      return { kind: 'text', value: read.value, at }
    case 'temporal': {
      const text = /^@\s*"([^"]*)"/u.exec(reading.text.slice(read.from, read.to))?.[1] ?? ''
      return { kind: /^-?P/u.test(text) ? 'duration' : 'date', text, at }
    }
    case 'name':
      return { kind: 'name', name: read.name, at }
    case 'list':
      return { kind: 'list', items: read.items.map(inner), at }
    case 'and':
    case 'or':
      return read.items
        .map(inner)
        .reduce((left, right): Syntax => ({ kind: read.kind === 'and' ? 'and' : 'or', left, right, at: left.at }))
    case 'comparison':
      return comparisonOf(read, reading, inner)
    case 'between':
    case 'in':
      return inOf(read, reading, inner)
    case 'arithmetic':
      if (read.sign === '**') return notSupported(read, reading)
      return { kind: 'arithmetic', sign: read.sign, left: inner(read.left), right: inner(read.right), at }
    case 'minus':
      return { kind: 'minus', of: inner(read.of), at }
    case 'path':
      return { kind: 'part', of: inner(read.of), name: read.name, at }
    case 'filter':
      return { kind: 'filter', list: inner(read.list), body: inner(read.by), at }
    case 'call':
      return callOf(read, reading, inner)
    case 'if':
      return { kind: 'if', condition: inner(read.condition), then: inner(read.then), otherwise: inner(read.otherwise), at }
    case 'some':
    case 'every':
    case 'for':
      return iterated(read, reading, inner)
    case 'context':
    case 'range':
    case 'open range':
    case 'instance of':
    case 'function':
      return notSupported(read, reading)
  }
}

/** `some x in a, y in b satisfies …` is read as one quantifier inside the other. */
function iterated(
  read: Expression & { readonly kind: 'some' | 'every' | 'for' },
  reading: Reading,
  inner: (one: Expression) => Syntax,
): Syntax {
  const { kind, iterations, from: at } = read
  const counted = iterations.find((one) => one.to !== undefined)
  if (counted !== undefined) return notSupported(counted.over, reading)
  if (kind === 'for' && iterations.length > 1) return notSupported(read, reading)
  return iterations.reduceRight(
    (body: Syntax, { name, over }): Syntax => ({ kind, name, list: inner(over), body, at }),
    inner(read.body),
  )
}
