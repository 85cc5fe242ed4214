import type { FactState } from '@convive/facts'
import * as fc from 'fast-check'
import { dateOf, dayOf } from '../day.ts'
import type { FactView } from '../index.ts'
import { aCatalogue, aView, declined, known, none, unknown } from './builders.ts'

/** Facts of every type, and what random conditions are made of. */
export const catalogue = aCatalogue({
  flag: 'boolean',
  sure: ['boolean', { none: false }],
  other: 'boolean',
  start: 'date',
  end: 'date',
  amount: ['number', { decimals: 2, min: -1000, max: 1000 }],
  size: ['number', { decimals: 0, min: -1000, max: 1000 }],
  members: ['number', { decimals: 0, min: 1, max: 60 }],
  loose: 'number',
  code: ['code', 'a', 'b', 'c'],
  word: 'text',
  set: ['codes', 'a', 'b', 'c'],
  names: 'codes',
  age: ['number', { derive: 'years and months duration(start, today).years' }],
  span: ['number', { derive: '(today - start) / duration("P1D")' }],
})

const today = dayOf(aView('2024-02-29').today)
const near = fc.integer({ min: today - 800, max: today + 200 })
const dayText = near.map((day) => dateOf(day) ?? '2024-01-01')
const small = fc.integer({ min: -2, max: 4 })
const cents = fc.integer({ min: -300, max: 500 }).map((n) => n / 100)

const atom = fc.oneof(
  fc.constantFrom(
    'flag',
    'other',
    'flag = true',
    'other != flag',
    'start = null',
    'end != null',
    'code = null',
    'amount = null',
    'set = null',
  ),
  fc
    .tuple(fc.constantFrom('start', 'end'), fc.constantFrom('<', '<=', '>', '>=', '=', '!='), dayText)
    .map(([f, sign, day]) => `${f} ${sign} date("${day}")`),
  fc
    .tuple(fc.constantFrom('start', 'end'), fc.constantFrom('P40D', 'P1M', 'P1Y', '-P2M'))
    .map(([f, length]) => `${f} + duration("${length}") <= today`),
  fc.tuple(dayText, dayText).map(([a, b]) => `start in [date("${a}")..date("${b}")]`),
  fc.constantFrom(
    'start < end',
    'end - start >= duration("P90D")',
    'start = end',
    'start + duration("P1M") < end',
    'end <= start + duration("P1Y")',
    'start + duration("P300D") <= end',
    'years and months duration(start, end).months = 3',
  ),
  fc.tuple(fc.constantFrom('<', '>=', '='), small).map(([sign, n]) => `age ${sign} ${n}`),
  fc.integer({ min: 0, max: 500 }).map((n) => `span >= ${n}`),
  fc
    .tuple(
      fc.constantFrom('amount', 'amount - size', 'amount * 2', 'amount / size', '-amount'),
      fc.constantFrom('<', '<=', '='),
      fc.oneof(small, cents),
    )
    .map(([f, sign, n]) => `${f} ${sign} ${n}`),
  fc.constantFrom(
    'amount + 0.1 = 0.3',
    '0.1 + 0.2 = 0.3',
    'floor(amount) < members',
    'abs(amount - size) <= 1',
    'max(amount, size) >= members',
    'amount / size < amount / 3',
    'amount / members < 1.5',
    'amount * members - size / 4 <= 0.25',
    'loose < 0.5',
    'loose = 2',
    '(if flag then amount else size) <= 1',
    '(if start < end then start else end) + duration("P1M") <= today',
    '(if flag then code else word) = "a"',
    '(if flag then null else start) = null',
  ),
  fc.constantFrom(
    'code = "a"',
    'code != "b"',
    'code in ("a", "c")',
    'word = "a"',
    'word != "q"',
    'word in ("a", "b")',
    'code = word',
  ),
  fc.constantFrom(
    'list contains(set, "a")',
    'count(set) >= 2',
    'set = ["a", "b"]',
    'some e in set satisfies e in ("a", "c")',
    'code in set',
    'count(set) = amount',
    'every e in set satisfies e in ("a", "b")',
    'every e in set satisfies e != "a" or start <= today',
    '(every e in set satisfies flag) = null',
    'list contains(names, "a")',
    'list contains(names, word)',
    'some e in names satisfies e in ("a", "z")',
    'every e in names satisfies e != "b"',
    'names = ["b", "a"]',
    'count(names) < 2',
    'word in names',
    'some n in [1, 2, 2.5] satisfies n = amount',
    'amount in [0, 1, 1.5]',
    'list contains([true, other], flag)',
    '(if flag then other else null) = null',
    '(flag = null) = other',
    'sure = null',
    'sure = flag',
  ),
  fc.constantFrom(
    'every e in set satisfies e != "b" or flag',
    'some e in set satisfies e = code',
    'every e in ["a", "b"] satisfies list contains(set, e)',
  ),
)

/** A condition as FEEL text. */
export const sentence = fc.letrec<{ all: string }>((tie) => ({
  all: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc.tuple(tie('all'), fc.constantFrom('and', 'or'), tie('all')).map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    tie('all').map((a) => `not(${a})`),
    fc.tuple(tie('all'), tie('all'), tie('all')).map(([c, a, b]) => `(if ${c} then ${a} else ${b})`),
  ),
})).all

const flags = fc.boolean().map(known)
const dates = near.map((day) => known(dateOf(day) ?? '2024-01-01'))
const amounts = fc.oneof(small, cents, fc.double({ min: -3, max: 5, noNaN: true })).map(known)
const sizes = fc.oneof({ weight: 3, arbitrary: small }, { weight: 1, arbitrary: cents }).map(known)
const codes = fc.constantFrom('a', 'b', 'c').map(known)
const words = fc.constantFrom('a', 'b', 'z', '').map(known)
const sets = fc.subarray(['a', 'b', 'c']).map(known)
/** Values of each fact. */
export const values: Readonly<Record<string, fc.Arbitrary<FactState>>> = {
  flag: flags,
  sure: flags,
  other: flags,
  start: dates,
  end: dates,
  amount: amounts,
  size: sizes,
  members: fc.integer({ min: 1, max: 9 }).map(known),
  loose: amounts,
  code: codes,
  word: words,
  set: sets,
  names: fc.subarray(['a', 'b', 'z']).map(known),
}

/** What somebody is, and what of it is known: a completion and a view that it completes. */
export const life = fc.record(
  Object.fromEntries(
    Object.entries(values).map(([id, value]) => [
      id,
      // The catalogue says that `sure` is never none.
      id === 'sure' ? value : fc.oneof({ weight: 8, arbitrary: value }, fc.constant(none)),
    ]),
  ),
)
/** What of it is kept back, and how. */
export const hiding = fc.record(
  Object.fromEntries(Object.keys(values).map((id) => [id, fc.constantFrom('all', 'all', 'declined', 'part', 'no')])),
)

export function hidden(full: Readonly<Record<string, FactState>>, how: Readonly<Record<string, string>>): FactView {
  const facts = Object.entries(full).map(([id, state]): [string, FactState] => {
    if (how[id] === 'all') return [id, unknown]
    if (how[id] === 'declined') return [id, declined]
    const isDate = (id === 'start' || id === 'end') && state.state === 'value' && typeof state.value === 'string'
    if (how[id] === 'part' && isDate && typeof state.value === 'string')
      return [id, known(state.value.slice(0, state.value.endsWith('5') ? 4 : 7))]
    return [id, state]
  })
  return aView('2024-02-29', Object.fromEntries(facts))
}
