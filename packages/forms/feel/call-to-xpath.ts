import type { Expression } from '@convive/feel'
import type { XPath } from '../xpath/xpath.ts'
import type { Around } from './around.ts'
import { sameFunctions } from './call-to-feel.ts'
import { callOf, joined, type Inner } from './xpath-parts.ts'

const renamed: ReadonlyMap<string, readonly [xpath: string, count: number]> = new Map(
  Object.entries(sameFunctions).map(([xpath, [feel, count]]) => [feel, [xpath, count]]),
)

/** A call of FEEL as one of ODK: the other way round than `callToFeel`. */
export function callToXPath(
  of: Expression & { readonly kind: 'call' },
  around: Around,
  { inner, truth }: { readonly inner: Inner; readonly truth: Inner },
): XPath | undefined {
  if (of.callee.kind !== 'name' || of.given.some(({ name }) => name !== undefined)) return undefined
  const values = of.given.map(({ value }) => value)
  const [first, second] = values
  const { name } = of.callee
  if (name === 'not' && first !== undefined && values.length === 1) return callOf('not', [truth(first)])
  const same = renamed.get(name)
  if (same !== undefined && same[1] === values.length) return callOf(same[0], values.map(inner))
  switch (name) {
    case 'date':
      return first?.kind === 'string' && values.length === 1 ? callOf('date', [inner(first)]) : undefined
    case 'list contains':
      return first !== undefined && second?.kind === 'string' && typeOf(first, around) === 'many'
        ? callOf('selected', [inner(first), inner(second)])
        : undefined
    case 'count':
      return first === undefined ? undefined : counted(first, around, inner)
    case 'sum':
    case 'min':
    case 'max':
      return aggregate(name, values, { around, inner })
    case 'modulo':
      return first === undefined || second === undefined ? undefined : joined('mod', inner(first), inner(second))
    case 'round down':
      return first !== undefined && second?.kind === 'number' && second.value.isZero() ? callOf('int', [inner(first)]) : undefined
    case 'round half up':
      if (first === undefined || second === undefined) return undefined
      return second.kind === 'number' && second.value.isZero()
        ? callOf('round', [inner(first)])
        : callOf('round', [inner(first), inner(second)])
    case 'matches':
      return first === undefined || second === undefined || values.length > 2 ? undefined : matched(first, second, inner)
    case 'string join':
      return first?.kind === 'list' && values.length === 1
        ? callOf(
            'concat',
            first.items.map((one) => inner(unwrapped(one))),
          )
        : undefined
    default:
      return undefined
  }
}

function typeOf(of: Expression, { names }: Around): string | undefined {
  return of.kind === 'name' ? names.get(of.name) : undefined
}

function counted(of: Expression, around: Around, inner: Inner): XPath | undefined {
  const type = typeOf(of, around)
  return type === 'many' ? callOf('count-selected', [inner(of)]) : type === 'repeat' ? callOf('count', [inner(of)]) : undefined
}

/** `sum(members.income)` is over all repeats, `max(a, b)` over its arguments. */
function aggregate(
  name: string,
  values: readonly Expression[],
  { around, inner }: { readonly around: Around; readonly inner: Inner },
): XPath | undefined {
  const [first] = values
  if (values.length > 1) return name === 'sum' ? undefined : callOf(name, values.map(inner))
  if (first?.kind !== 'path' || first.of.kind !== 'name' || around.repeatOf.get(first.name) !== first.of.name) return undefined
  return callOf(name, [{ kind: 'question', name: first.name }])
}

function matched(of: Expression, pattern: Expression, inner: Inner): XPath | undefined {
  const whole = pattern.kind === 'string' ? /^\^\((.*)\)\$$/su.exec(pattern.value)?.[1] : undefined
  return whole === undefined ? undefined : callOf('regex', [inner(of), { kind: 'text', value: whole }])
}

function unwrapped(of: Expression): Expression {
  const inside = of.kind === 'call' && of.callee.kind === 'name' && of.callee.name === 'string' ? of.given[0]?.value : undefined
  return inside ?? of
}
