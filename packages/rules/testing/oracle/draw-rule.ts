import type { Chance } from './chance.ts'
import type { Comparison, OracleFact, Rule, Term } from './rule.ts'

const codes = ['x', 'y', 'z']
/** What rules are drawn over. Facts that may be none are only asked about, or are guarded where they are put in order. */
export const drawnFacts: Readonly<Record<string, OracleFact>> = {
  a: { type: 'boolean' },
  b: { type: 'boolean' },
  c: { type: 'boolean' },
  code: { type: 'code', codes },
  other: { type: 'code', codes, nullable: true },
  set: { type: 'codes', codes },
  word: { type: 'text' },
  d: { type: 'date' },
  e: { type: 'date' },
  f: { type: 'date', nullable: true },
  m: { type: 'number' },
  n: { type: 'number' },
}

export type Drawn = { readonly rule: Rule; readonly atoms: number; readonly linked: number }

/** A rule of two to seven comparisons; at least three in ten compare facts with each other or compute with days. */
export function drawRule(chance: Chance): Drawn {
  let [atoms, linked] = [0, 0]
  // Few facts, so that most of them come up more than once.
  const flags = [chance.one(['a', 'b']), chance.one(['b', 'c'])]
  const days = chance.one([['d'], ['d', 'e'], ['d', 'f'], ['d', 'e', 'f']])
  const kinds = chance.one([
    ['flag', 'day'],
    ['flag', 'day', 'pair'],
    ['code', 'flag', 'pair'],
    ['day', 'pair'],
    ['day', 'number'],
    all,
  ])

  function atom(): Rule {
    atoms += 1
    const kind = chance.one(kinds)
    if (kind === 'day' || kind === 'pair') linked += 1
    if (kind === 'flag') return { op: 'fact', id: chance.one(flags) }
    if (kind === 'code') return codeAtom(chance)
    if (kind === 'number') return numberAtom(chance)
    return kind === 'day' ? dayAtom(chance, days) : pairAtom(chance, days)
  }

  function rule(depth: number): Rule {
    const kind = depth === 0 ? 0 : chance.below(10)
    if (kind < 2) return atom()
    if (kind < 3) return { op: 'not', of: rule(depth - 1) }
    if (kind < 4) return { op: 'if', when: rule(depth - 1), then: rule(depth - 1), else: rule(depth - 1) }
    return { op: chance.one(['and', 'or']), of: [rule(depth - 1), rule(depth - 1)] }
  }

  const found: Rule = { op: chance.one(['and', 'or']), of: [rule(2), rule(2)] }
  return { rule: found, atoms, linked }
}

const all: readonly string[] = ['flag', 'code', 'day', 'pair', 'number']
const orders: readonly Comparison[] = ['<', '<=', '>', '>=', '=', '!=']
const fact = (id: string): Term => ({ op: 'fact', id })
const number = (value: number): Term => ({ op: 'number', value })
const lengths = ['P30D', 'P90D', 'P180D', '-P15D', 'P1D']
const steps = ['P1M', 'P6M', 'P1Y', 'P18Y', '-P2M', 'P1Y6M']
const someDays = ['2023-12-31', '2024-01-31', '2024-02-28', '2024-02-29', '2024-03-01', '2006-02-28', '2006-03-01', '2024-04-30']

function shifted(chance: Chance, of: Term, by: readonly string[]): Term {
  return chance.below(3) === 0 ? of : { op: 'shift', of, by: chance.one(by) }
}

function dayAtom(chance: Chance, days: readonly string[]): Rule {
  const id = chance.one(days)
  const own = fact(id)
  const kind = chance.below(5)
  if (kind === 0)
    return guarded(id, { op: 'between', value: own, from: day(chance.one(someDays)), to: day(chance.one(someDays)) })
  if (kind === 1) {
    const years = number(chance.one([1, 2, 18]))
    return guarded(id, {
      op: chance.one(['<', '<=', '>', '>=', '=']),
      left: { op: 'years', from: own, to: { op: 'today' } },
      right: years,
    })
  }
  const left = shifted(chance, own, [...lengths, ...steps])
  const right: Term = chance.below(2) === 0 ? { op: 'today' } : day(chance.one(someDays))
  return guarded(id, { op: chance.one(orders), left, right })
}

/** Two facts in one comparison. */
function pairAtom(chance: Chance, days: readonly string[]): Rule {
  const kind = chance.below(6)
  if (kind === 0)
    return { op: chance.one(orders), left: fact('m'), right: { op: '+', left: fact('n'), right: number(chance.below(3) - 1) } }
  if (kind === 1) return { op: chance.one(['=', '!=']), left: fact('code'), right: fact(chance.one(['other', 'word'])) }
  if (kind === 2) return { op: 'contains', list: fact('set'), element: fact(chance.one(['code', 'other'])) }
  if (kind === 3) return { op: chance.one(['=', '!=']), left: fact('a'), right: fact('b') }
  const [first, second] = [chance.one(days), chance.one(['d', 'e'])]
  if (first === second)
    return guarded(first, { op: chance.one(orders), left: shifted(chance, fact(first), steps), right: { op: 'today' } })
  if (kind === 4) {
    const apart: Term = { op: 'days', from: fact(first), to: fact(second) }
    return guarded(first, { op: chance.one(orders), left: apart, right: number(chance.one([0, 1, 29, 90])) })
  }
  const left = shifted(chance, fact(first), chance.below(3) === 0 ? steps : lengths)
  return guarded(first, { op: chance.one(orders), left, right: fact(second) })
}

/** Only `f` may be none. */
function guarded(id: string, rule: Rule): Rule {
  return id === 'f' ? { op: 'and', of: [{ op: 'not', of: { op: 'is-null', of: fact(id) } }, rule] } : rule
}

function day(value: string): Term {
  return { op: 'date', value }
}

function codeAtom(chance: Chance): Rule {
  const code = chance.one(codes)
  const kind = chance.below(7)
  if (kind === 0)
    return { op: chance.one(['=', '!=']), left: fact(chance.one(['code', 'other', 'word'])), right: { op: 'text', value: code } }
  if (kind === 1) return { op: 'in', value: fact(chance.one(['code', 'other', 'word'])), options: [code, chance.one(codes)] }
  if (kind === 2) return { op: 'contains', list: fact('set'), element: { op: 'text', value: code } }
  if (kind === 3) return { op: 'is-null', of: fact('other') }
  if (kind === 4)
    return { op: chance.one(['=', '!=']), left: fact('set'), right: { op: 'list', value: codes.slice(0, chance.below(3)) } }
  if (kind === 5) return { op: chance.one(orders), left: { op: 'count', list: fact('set') }, right: number(chance.below(4)) }
  const element: Term = { op: 'local', name: 't' }
  const holds: Rule =
    chance.below(2) === 0
      ? { op: chance.one(['=', '!=']), left: element, right: fact('code') }
      : {
          op: 'or',
          of: [
            { op: 'in', value: element, options: [code] },
            { op: 'fact', id: 'a' },
          ],
        }
  return { op: chance.one(['some', 'every']), list: fact('set'), name: 't', holds }
}

function numberAtom(chance: Chance): Rule {
  const own = fact(chance.one(['m', 'n']))
  const kind = chance.below(5)
  const op = chance.one(orders)
  if (kind === 0) return { op, left: { op: '*', left: own, right: number(2) }, right: number(chance.below(7) - 2) }
  if (kind === 1)
    return { op, left: { op: '/', left: number(chance.one([1, 2, 4])), right: own }, right: number(chance.one([1, 2, -1, 0.5])) }
  if (kind === 2) return { op, left: { op: '-', left: fact('m'), right: fact('n') }, right: number(chance.below(4) - 1) }
  if (kind === 3) return { op, left: { op: 'count', list: fact('set') }, right: own }
  return { op, left: own, right: number(chance.below(7) - 2) }
}
