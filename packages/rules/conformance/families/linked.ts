import {
  after,
  and,
  boolean,
  compare,
  count,
  date,
  day,
  declined,
  fact,
  not,
  number,
  or,
  today,
  unknown,
  type Family,
  choose,
} from '../family.ts'
import type { Known } from '../../testing/oracle/rule.ts'

const [entry, claim, birth] = [fact('entry'), fact('claim'), fact('birth')]
const [m, n] = [fact('m'), fact('n')]
const open: readonly Known[] = [unknown, declined, '2024-03-10']

export const linked: Family = {
  name: 'linked',
  about: 'facts compared with each other: every order and every distance that they can have is a completion',
  groups: [
    {
      facts: { entry: date, claim: date },
      rules: [
        and(compare(entry, '<=', claim), compare(claim, '<', entry)),
        or(compare(entry, '<=', claim), compare(claim, '<', entry)),
        and(compare(after(entry, 'P30D'), '<=', claim), compare(claim, '<', entry)),
        or(compare(entry, '<', claim), compare(claim, '<', entry)),
        and(
          compare({ op: 'days', from: entry, to: claim }, '>=', count(10)),
          compare({ op: 'days', from: entry, to: claim }, '<', count(10)),
        ),
      ],
      states: { entry: open, claim: [unknown, '2024-04', '2024-03-11'] },
    },
    {
      facts: { birth: date, entry: date, claim: date },
      rules: [
        and(compare(birth, '<=', entry), compare(entry, '<=', claim), compare(claim, '<', birth)),
        or(not(and(compare(birth, '<', entry), compare(entry, '<', claim))), compare(birth, '<', claim)),
      ],
      states: { birth: [unknown, '2024-03-01'], entry: [unknown], claim: [unknown, '2024-03-05'] },
    },
    {
      facts: { m: number, n: number },
      rules: [
        or(compare(m, '<=', n), compare(n, '<', m)),
        and(compare(m, '<', n), compare(n, '<', m)),
        or(compare(m, '<', n), compare(n, '<', m)),
      ],
      states: { m: [unknown, 1], n: [declined, 1] },
    },
    {
      facts: { a: boolean, b: boolean },
      rules: [
        or(compare(fact('a'), '=', fact('b')), compare(fact('a'), '!=', fact('b'))),
        choose(compare(fact('a'), '=', fact('b')), or(fact('a'), not(fact('b'))), not(and(fact('a'), fact('b')))),
      ],
      states: { a: [unknown, true], b: [declined, false] },
    },
    {
      facts: { entry: date, claim: date },
      rules: [
        or(compare(after(entry, 'P31D'), '<=', claim), compare(after(entry, 'P31D'), '>', claim)),
        and(compare(after(entry, 'P31D'), '<=', claim), compare(claim, '<=', after(entry, 'P27D'))),
      ],
      states: { entry: ['2024-01', '2023-01', '2024-01-31'], claim: ['2024-02', '2023-02'] },
    },
  ],
}

export const meaningless: Family = {
  name: 'invalid',
  about: 'a division by zero has no meaning; beside a side that decides alone it does not matter',
  groups: [
    {
      facts: { m: number },
      rules: [
        compare({ op: '/', left: count(1), right: m }, '>', count(0)),
        not(compare({ op: '/', left: count(1), right: m }, '>', count(0))),
      ],
      states: { m: [0, 2, -2, unknown] },
    },
    {
      facts: { m: number, a: boolean },
      rules: [
        and(fact('a'), compare({ op: '/', left: count(4), right: m }, '>=', count(2))),
        or(fact('a'), compare({ op: '/', left: count(4), right: m }, '>=', count(2))),
      ],
      states: { a: [true, false, unknown], m: [0, 2, unknown] },
    },
    {
      facts: { m: number, a: boolean },
      rules: [compare({ op: '/', left: count(4), right: m }, '>=', count(2)), fact('a')],
      together: 'all',
      states: { a: [true, false], m: [0, 1] },
    },
    {
      facts: { m: number },
      rules: [
        and(not(compare(m, '=', count(0))), compare({ op: '/', left: count(1), right: m }, '>', count(0))),
        or(compare(m, '=', count(0)), not(compare(m, '=', count(0)))),
      ],
      states: { m: [0, 4, unknown] },
    },
  ],
}

export const waiting: Family = {
  name: 'from-when',
  about: 'the first day on which the answer is yes if nothing happens but that time passes',
  groups: [
    {
      facts: { entry: date, birth: date },
      rules: [compare(after(entry, 'P180D'), '<=', today), compare(after(birth, 'P18Y'), '<=', today)],
      together: 'all',
      states: { entry: ['2024-05-01', '2023-09-01', unknown], birth: ['2007-02-28', '2008-02-29', '1990-01-01'] },
      todays: ['2024-08-31'],
    },
    {
      facts: { entry: date, a: boolean },
      rules: [or(fact('a'), compare(after(entry, 'P1Y'), '<=', today))],
      states: { entry: ['2024-02-29', '2023-12-31', '2024-03'], a: [true, false, declined] },
      todays: ['2024-08-31'],
    },
    {
      facts: { entry: date },
      rules: [and(compare(after(entry, 'P2M'), '<=', today), compare(today, '<', after(entry, 'P4M')))],
      states: { entry: ['2023-12-31', '2024-06-30', '2024-08-31', '2024-06'] },
      todays: ['2024-08-31'],
    },
    {
      facts: { birth: date },
      rules: [
        compare({ op: 'years', from: birth, to: today }, '<', count(18)),
        compare({ op: 'years', from: birth, to: today }, '>=', count(65)),
      ],
      together: 'any',
      states: { birth: ['2006-08-31', '2006-09-01', '1960-02-29', '1990-01-01'] },
      todays: ['2024-08-31'],
    },
  ],
}

const windowed = {
  facts: { entry: date, a: boolean },
  rules: [compare(after(entry, 'P90D'), '<=', today), fact('a')],
  together: 'all',
} as const
const windowStates = { entry: ['2024-01-10', '2024-05-20', unknown], a: [true, false, unknown] } as const

export const windows: Family = {
  name: 'windows',
  about: 'days on which it can be applied for, both included; outside of them the answer is no whatever is known',
  groups: [
    {
      ...windowed,
      states: windowStates,
      window: { opens: '2024-06-01', closes: '2024-08-31' },
      todays: ['2024-05-31', '2024-06-01', '2024-08-31', '2024-09-01'],
    },
    {
      ...windowed,
      states: { entry: ['2024-01-10', '2024-07-01'], a: [true] },
      window: { opens: '2024-06-01' },
      todays: ['2024-05-31', '2024-06-01'],
    },
    {
      ...windowed,
      states: { entry: ['2024-01-10', '2024-07-01'], a: [true] },
      window: { closes: '2024-08-31' },
      todays: ['2024-07-01', '2024-09-01'],
    },
    {
      facts: { entry: date },
      rules: [compare(entry, '<=', day('2024-01-31'))],
      states: { entry: ['2024-01', unknown] },
      window: { opens: '2024-02-29', closes: '2024-02-29' },
      todays: ['2024-02-28', '2024-02-29', '2024-03-01'],
    },
  ],
}
