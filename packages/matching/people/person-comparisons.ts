import type { ComparisonOf, Level, Test } from '../levels/level.ts'
import type { Shared } from '../model/estimate.ts'
import { always } from './person-row.ts'

/** How a field of a person is compared: `rest` names what is left when no level holds. `own` says that people who live together do not share it. */
export type PersonComparison = ComparisonOf & { readonly rest: string; readonly own?: Shared }

/** Names and numbers of so many signs are nearly the same when one edit apart. */
export const [nearName, nearNumber] = [4, 6]

/** One of the two is known to be so. */
function flagged(column: string): Test {
  return any({ is: 'same', of: column, as: always }, { is: 'same', of: always, as: column })
}

function all(...of: readonly Test[]): Test {
  return { is: 'all', of }
}

function any(...of: readonly Test[]): Test {
  return { is: 'any', of }
}

function not(of: Test): Test {
  return { is: 'not', of }
}

/** Given names stand where family names do, and the other way round, and nothing else is alike. */
const crossed = all(
  { is: 'common', of: 'g_s', as: 'f_s', words: 1 },
  { is: 'common', of: 'f_s', as: 'g_s', words: 1 },
  not({ is: 'common', of: 'g_s', words: 1, near: nearName }),
  not({ is: 'common', of: 'f_s', words: 1, near: nearName }),
)

function nameLevels(part: 'g' | 'f'): readonly Level[] {
  return [
    { name: 'sound', test: { is: 'same', of: `${part}_h` } },
    {
      name: 'near',
      test: any(
        all(
          { is: 'close', of: `${part}_n`, most: 0 },
          any(
            { is: 'common', of: `${part}_s`, words: 'all', near: nearName },
            { is: 'common', of: `${part}_w`, words: 'all', near: nearName },
          ),
        ),
        { is: 'same', of: `${part}_j` },
      ),
    },
    { name: 'within', test: { is: 'common', of: `${part}_s`, words: 'all' } },
    {
      name: 'alike',
      test: all({ is: 'alike', of: `${part}_x`, least: 0.88 }, not({ is: 'common', of: `${part}_s`, words: 1 })),
    },
    { name: 'one', test: { is: 'common', of: `${part}_s`, words: 1, near: nearName } },
  ]
}

const birthLevels: readonly Level[] = [
  { name: 'day', test: { is: 'same', of: 'b_day' } },
  { name: 'swapped', test: all({ is: 'close', of: 'b_year', most: 0 }, { is: 'same', of: 'b_md', as: 'b_dm' }) },
  { name: 'digit', test: { is: 'differs', of: 'b_day', most: 1 } },
  {
    name: 'month',
    test: any({ is: 'same', of: 'b_month_only', as: 'b_month' }, { is: 'same', of: 'b_month', as: 'b_month_only' }),
  },
  {
    name: 'near',
    test: any({ is: 'same', of: 'b_month' }, all({ is: 'same', of: 'b_md' }, { is: 'close', of: 'b_year', most: 2 })),
  },
  { name: 'year', test: all({ is: 'close', of: 'b_year', most: 0 }, flagged('b_year_only')) },
  { name: 'first', test: all({ is: 'close', of: 'b_year', most: 0 }, flagged('b_first')) },
  { name: 'about', test: all({ is: 'close', of: 'b_year', most: 2 }, flagged('b_about')) },
  { name: 'years', test: { is: 'close', of: 'b_year', most: 1 } },
]

/**
 * What is compared of two people, each from the closest level down. Of those who live together few agree on what is a person's own: namesakes and
 * names that run in a family, twins, hardly ever a document.
 */
export const personComparisons: readonly PersonComparison[] = [
  {
    field: 'given',
    needs: ['g_s'],
    rest: 'none',
    own: { same: 0.08, partly: 0.25, from: 1 },
    levels: [{ name: 'crossed', test: crossed }, { name: 'all', test: { is: 'same', of: 'g_x' } }, ...nameLevels('g')],
  },
  {
    field: 'family',
    needs: ['f_s'],
    // Names that changed places are told once, as given names.
    when: not(crossed),
    rest: 'none',
    levels: [
      { name: 'all', test: { is: 'same', of: 'f_order' } },
      { name: 'swapped', test: { is: 'same', of: 'f_x' } },
      ...nameLevels('f'),
    ],
  },
  { field: 'birth', needs: ['b_year'], rest: 'different', own: { same: 0.03, partly: 0.12, from: 1 }, levels: birthLevels },
  {
    field: 'generation',
    needs: ['b_year'],
    when: not(any(...birthLevels.map(({ test }) => test))),
    rest: 'far',
    levels: [{ name: 'near', test: { is: 'close', of: 'b_year', most: 11 } }],
  },
  { field: 'sex', needs: ['sex'], rest: 'different', levels: [{ name: 'same', test: { is: 'same', of: 'sex' } }] },
  {
    field: 'document',
    needs: ['documents'],
    // Like is compared with like: a passport number never contradicts an identity card.
    when: any({ is: 'common', of: 'kinds', words: 1 }, { is: 'common', of: 'documents', words: 1, near: nearNumber }),
    rest: 'different',
    own: { same: 0.002, partly: 0.006, from: 1 },
    levels: [
      { name: 'same', test: { is: 'common', of: 'documents', words: 1 } },
      { name: 'near', test: { is: 'common', of: 'documents', words: 1, near: nearNumber } },
    ],
  },
  {
    field: 'phone',
    needs: ['phones'],
    rest: 'different',
    levels: [{ name: 'same', test: { is: 'common', of: 'phones', words: 1 } }],
  },
  {
    field: 'mother',
    needs: ['mother'],
    rest: 'different',
    levels: [
      { name: 'same', test: { is: 'common', of: 'mother', words: 'all', near: nearName } },
      { name: 'one', test: { is: 'common', of: 'mother', words: 1, near: nearName } },
    ],
  },
  {
    field: 'household',
    needs: ['household'],
    rest: 'none',
    levels: [
      { name: 'several', test: { is: 'common', of: 'household', words: 2, near: nearName } },
      { name: 'one', test: { is: 'common', of: 'household', words: 1, near: nearName } },
    ],
  },
  {
    field: 'nationality',
    needs: ['nationalities'],
    rest: 'different',
    levels: [{ name: 'same', test: { is: 'common', of: 'nationalities', words: 1 } }],
  },
]

/** Of a comparison the names of its levels, from what is left up. */
export function levelNames({ rest, levels }: PersonComparison): readonly string[] {
  return [rest, ...levels.map(({ name }) => name).toReversed()]
}
