import {
  after,
  and,
  compare,
  count,
  date,
  day,
  declined,
  fact,
  isNull,
  none,
  not,
  or,
  orNone,
  today,
  unknown,
  within,
  type Family,
  boolean,
  number,
} from '../family.ts'
import type { Known, Term } from '../../testing/oracle/rule.ts'

const entry = fact('entry')
const birth = fact('birth')
const cutoff = day('2024-05-23')
const someDates: readonly Known[] = ['2024-05-23', '2024-05-24', '2023-01-01', unknown, declined]
const years = (from: Term): Term => ({ op: 'years', from, to: today })
const known = not(isNull(entry))

export const order: Family = {
  name: 'order',
  about: 'days put in order, where some are missing; the first and the last day that count',
  groups: [
    {
      facts: { entry: date },
      rules: [
        compare(entry, '<=', cutoff),
        compare(entry, '<', cutoff),
        compare(entry, '>=', cutoff),
        compare(entry, '>', cutoff),
      ],
      states: { entry: someDates },
    },
    {
      facts: { entry: date },
      rules: [compare(after(entry, 'P90D'), '<=', today)],
      states: { entry: ['2024-03-01', '2024-03-02', '2024-06-01', unknown] },
      todays: ['2024-05-30'],
    },
    {
      facts: { entry: date, a: boolean },
      rules: [compare(entry, '<=', cutoff), fact('a')],
      together: 'all',
      states: { entry: ['2024-05-24', '2024-05-01', unknown], a: [true, false, unknown] },
    },
    {
      facts: { entry: date, a: boolean },
      rules: [compare(entry, '<=', cutoff), fact('a')],
      together: 'any',
      states: { entry: ['2024-05-24', '2024-05-01', unknown], a: [true, unknown] },
    },
  ],
}

export const absence: Family = {
  name: 'none',
  about: 'known absence: asked about it is an answer, put in order it has no meaning',
  groups: [
    {
      facts: { entry: orNone(date) },
      rules: [
        isNull(entry),
        not(isNull(entry)),
        and(known, compare(entry, '<=', cutoff)),
        or(isNull(entry), compare(entry, '<=', cutoff)),
      ],
      states: { entry: [none, unknown, declined, '2024-05-01', '2024-06-01'] },
    },
    {
      facts: { entry: orNone(date) },
      rules: [compare(entry, '<=', cutoff), not(compare(entry, '<=', cutoff)), compare(after(entry, 'P1Y'), '>', today)],
      states: { entry: [none] },
    },
    {
      facts: { entry: orNone(date), a: boolean },
      rules: [and(fact('a'), compare(entry, '<=', cutoff)), or(fact('a'), compare(entry, '<=', cutoff))],
      states: { entry: [none], a: [true, false, unknown] },
    },
    {
      facts: { entry: orNone(date), claim: orNone(date) },
      rules: [compare(entry, '=', fact('claim'))],
      states: { entry: [none, '2024-05-01', unknown], claim: [none, '2024-05-01'] },
    },
  ],
}

export const ranges: Family = {
  name: 'ranges',
  about: 'between two days or two numbers, both included; ranges that together cover everything',
  groups: [
    {
      facts: { entry: date },
      rules: [within(entry, day('2024-01-01'), day('2024-12-31'))],
      states: { entry: ['2023-12-31', '2024-01-01', '2024-12-31', '2025-01-01', unknown] },
    },
    {
      facts: { income: number },
      rules: [
        within(fact('income'), count(100), count(200)),
        or(
          compare(fact('income'), '<', count(100)),
          within(fact('income'), count(100), count(200)),
          compare(fact('income'), '>', count(200)),
        ),
      ],
      states: { income: [99, 100, 200, 201, unknown, declined] },
    },
    {
      facts: { entry: date },
      rules: [
        or(compare(entry, '<', cutoff), compare(entry, '>=', cutoff)),
        and(compare(entry, '<', cutoff), compare(entry, '>=', cutoff)),
        or(compare(entry, '<', cutoff), compare(entry, '>', cutoff)),
        and(compare(entry, '>', day('2024-05-23')), compare(entry, '<', day('2024-05-24'))),
      ],
      states: { entry: [unknown, declined] },
    },
  ],
}

export const partial: Family = {
  name: 'partial-dates',
  about: 'a day known only to the month or the year is one of those days',
  groups: [
    {
      facts: { entry: date },
      rules: [compare(entry, '<=', cutoff), compare(entry, '>', cutoff)],
      states: { entry: ['2023', '2024', '2025', '2024-04', '2024-05', '2024-06'] },
    },
    {
      facts: { entry: date },
      rules: [
        or(compare(entry, '<', cutoff), compare(entry, '>=', cutoff)),
        within(entry, day('2024-05-01'), day('2024-05-31')),
        within(entry, day('2024-05-01'), day('2024-05-30')),
        compare(entry, '=', cutoff),
      ],
      states: { entry: ['2024-05', '2024'] },
    },
    {
      facts: { birth: date },
      rules: [compare(years(birth), '>=', count(18))],
      states: { birth: ['2006-02', '2006', '2005', '2007', '2006-03'] },
      todays: ['2024-02-29'],
    },
    {
      facts: { entry: date, claim: date },
      rules: [compare(entry, '<=', fact('claim'))],
      states: { entry: ['2024-03', '2024-05', '2024'], claim: ['2024-04', '2024-03', '2023', '2024-03-31'] },
    },
    {
      facts: { entry: date, a: boolean },
      rules: [compare(after(entry, 'P90D'), '<=', today), fact('a')],
      together: 'all',
      states: { entry: ['2024-02', '2024-03', '2024'], a: [true, unknown] },
      todays: ['2024-05-30', '2024-06-29'],
    },
  ],
}

export const months: Family = {
  name: 'months',
  about:
    'steps by months and years from the 29th, 30th and 31st and over the turn of the year: a day that does not exist is the last of its month',
  groups: [
    {
      facts: { birth: date },
      rules: [compare(after(birth, 'P18Y'), '<=', today), compare(years(birth), '>=', count(18))],
      states: { birth: ['2004-02-29', '2004-02-28', '2004-03-01'] },
      todays: ['2022-02-27', '2022-02-28', '2022-03-01'],
    },
    {
      facts: { entry: date },
      rules: [compare(after(entry, 'P1M'), '<=', today)],
      states: { entry: ['2024-01-29', '2024-01-30', '2024-01-31', '2023-01-31', '2024-03-31', '2023-12-31', '2023-12-01'] },
      todays: ['2024-02-28', '2024-02-29'],
    },
    {
      facts: { entry: date },
      rules: [compare(after(entry, 'P3M'), '>', today), compare(after(entry, '-P6M'), '>=', day('2023-08-31'))],
      states: { entry: ['2023-10-31', '2023-11-30', '2024-02-29', '2024-03-01', unknown] },
      todays: ['2024-01-31'],
    },
    {
      facts: { entry: date },
      rules: [and(compare(after(entry, 'P1M'), '=', day('2024-02-29')), compare(entry, '!=', day('2024-01-31')))],
      states: { entry: ['2024-01', '2024-01-29', '2024-01-30', '2024-01-31', unknown] },
    },
  ],
}
