import {
  among,
  and,
  boolean,
  code,
  codes,
  compare,
  count,
  declined,
  fact,
  isNull,
  none,
  not,
  or,
  orNone,
  text,
  unknown,
  type Family,
} from '../family.ts'
import type { Known, OracleFact, Rule } from '../../testing/oracle/rule.ts'

const [x, y] = [text('x'), text('y')]
const status = fact('status')
const states: readonly Known[] = ['x', 'z', unknown, declined]
const word: OracleFact = { type: 'text' }

export const equality: Family = {
  name: 'equality',
  about: '= and != against a value, a list and another fact; nothing known is never a no',
  groups: [
    {
      facts: { status: code },
      rules: [compare(status, '=', x), compare(status, '!=', x), not(compare(status, '=', x))],
      states: { status: states },
    },
    {
      facts: { status: orNone(code) },
      rules: [compare(status, '=', x), compare(status, '!=', x)],
      states: { status: [none, unknown, 'x'] },
    },
    {
      facts: { status: code, former: code },
      rules: [compare(status, '=', fact('former')), compare(status, '!=', fact('former'))],
      states: { status: ['x', unknown], former: ['x', 'y', unknown, declined] },
    },
    {
      facts: { town: word },
      rules: [compare(fact('town'), '=', text('Ysyry')), compare(fact('town'), '!=', text('Ysyry'))],
      states: { town: ['Ysyry', 'elsewhere', unknown] },
    },
    {
      facts: { a: boolean, b: boolean },
      rules: [compare(fact('a'), '=', fact('b')), compare(fact('a'), '=', { op: 'truth', value: false })],
      states: { a: [true, false, unknown], b: [false, unknown] },
    },
  ],
}

export const membership: Family = {
  name: 'in',
  about: 'in a written list; a list that holds every possible answer is always met, unless there may be none',
  groups: [
    {
      facts: { status: code },
      rules: [among(status, 'x', 'y'), not(among(status, 'x', 'y')), among(status, 'x', 'y', 'z')],
      states: { status: states },
    },
    {
      facts: { status: orNone(code) },
      rules: [among(status, 'x', 'y'), among(status, 'x', 'y', 'z'), or(among(status, 'x', 'y', 'z'), isNull(status))],
      states: { status: [none, unknown, 'y'] },
    },
    {
      facts: { status: code },
      rules: [
        or(among(status, 'x'), among(status, 'y'), compare(status, '=', text('z'))),
        and(among(status, 'x', 'y'), compare(status, '!=', x), compare(status, '!=', y)),
      ],
      states: { status: [unknown, declined] },
    },
  ],
}

const ties = fact('ties')
const element = { op: 'local', name: 't' } as const
const some: Rule = { op: 'some', list: ties, name: 't', holds: among(element, 'x', 'y') }
const every: Rule = { op: 'every', list: ties, name: 't', holds: among(element, 'x', 'y') }
const holds: Rule = { op: 'contains', list: ties, element: x }
const lists: readonly Known[] = [[], ['x'], ['z'], ['x', 'z'], unknown, declined]

export const closedLists: Family = {
  name: 'lists',
  about: 'some, every, list contains and count over a list that is known whole, not known, or known to be none',
  groups: [
    {
      facts: { ties: codes },
      rules: [
        some,
        every,
        holds,
        compare({ op: 'count', list: ties }, '>=', count(2)),
        compare(ties, '=', { op: 'list', value: ['x'] }),
      ],
      states: { ties: lists },
    },
    {
      facts: { ties: orNone(codes) },
      rules: [some, every, holds, compare({ op: 'count', list: ties }, '=', count(0)), isNull(ties)],
      states: { ties: [none] },
    },
    {
      facts: { ties: codes, status: code },
      rules: [
        { op: 'contains', list: ties, element: status },
        { op: 'some', list: ties, name: 't', holds: compare(element, '=', status) },
      ],
      states: { ties: [[], ['x', 'y', 'z'], ['x'], unknown], status: ['x', unknown] },
    },
    {
      facts: { ties: codes },
      rules: [
        or(holds, not(holds)),
        and(some, not(some)),
        or(some, compare({ op: 'count', list: ties }, '<=', count(1))),
        or(every, { op: 'contains', list: ties, element: text('z') }),
      ],
      states: { ties: [unknown, declined] },
    },
  ],
}
