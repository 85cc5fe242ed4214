import { calendarDate } from '@convive/kernel'
import { factsReadBy } from '@convive/rules'
import { expect, test } from 'vitest'
import { packs } from '../../store/packs.ts'
import { makePeople, mostPeople } from './make-people.ts'
import { simulateChange } from '../../store/simulate-change.ts'
import { directionOf } from './direction-of.ts'
import type { LawChange, SimulationAsked } from './simulation.ts'

const law = packs.procedures.get('ysapy.regularisation')
if (law === undefined) throw new Error('the example law is not there')
const text = packs.texts.get(law.file) ?? ''
const today = calendarDate('2026-11-01')
const cell = (ageGroup: string, count: number, sex = 'F') => ({ sex, ageGroup, nationality: 'VEN', count })

function asked(more: Partial<SimulationAsked> = {}): SimulationAsked {
  return {
    id: 'ysapy.regularisation',
    file: law?.file ?? '',
    text,
    change: {},
    today,
    country: 'YSP',
    cells: [cell('25-59', 60), cell('5-11', 30), cell('unknown', 10)],
    assumptions: {},
    householdSize: 3,
    minutes: 30,
    ...more,
  }
}

const facts = factsReadBy([law.ruleset], packs.catalogue)

test('as many people are made up as were published, born in their age group, the same each time', () => {
  const { population, each } = makePeople(asked(), facts)
  expect([population.count, each]).toEqual([100, 1])
  const [ages] = population.dimensions.filter(({ id }) => id === 'age_group')
  expect(ages?.values.map((value, place) => [value, [...(ages.of ?? [])].filter((one) => one === place).length])).toEqual([
    ['25-59', 60],
    ['5-11', 30],
    ['unknown', 10],
  ])
  expect(makePeople(asked(), facts).population.columns).toEqual(population.columns)
})

test.each(['0-4', '5-11', '12-17', '18-24', '25-59', '60+'])(
  'whoever is made up of %s is of that age today, on a leap day too',
  (group) => {
    for (const day of ['2026-11-01', '2024-02-29', '2026-01-01']) {
      const { population } = makePeople(asked({ today: calendarDate(day), cells: [cell(group, 400)] }), [
        ...facts,
        ...[packs.catalogue.get('birth_date') ?? []].flat(),
      ])
      const place = population.layout.placeOf.get('birth_date') ?? -1
      const [least = 0, most = 90] = group.replace('+', '').split('-').map(Number)
      for (const born of population.columns.values[place] ?? []) {
        const date = new Date(born * 86_400_000)
        const [year, month, dayOf] = day.split('-').map(Number)
        const had =
          date.getUTCMonth() + 1 < (month ?? 0) || (date.getUTCMonth() + 1 === month && date.getUTCDate() <= (dayOf ?? 0))
        const age = (year ?? 0) - date.getUTCFullYear() - (had ? 0 : 1)
        expect(age).toBeGreaterThanOrEqual(least)
        expect(age).toBeLessThanOrEqual(most)
      }
    }
  },
)

test('of a great many, some are made up and each stands for several', () => {
  const { population, each } = makePeople(asked({ cells: [cell('25-59', 3 * mostPeople), cell('5-11', 30)] }), facts)
  expect(each).toBe(4)
  expect(population.count * each).toBeLessThanOrEqual(3 * mostPeople + 30 + each)
  expect(population.count).toBeLessThanOrEqual(mostPeople)
})

test('what nobody counted is unknown, and makes a range; what is assumed narrows it', async () => {
  const open = await simulateChange(asked(), packs)
  const assumptions = {
    entry_date: { kind: 'days', from: calendarDate('2025-01-01'), to: calendarDate('2025-06-01') },
    ties: { kind: 'same', code: 'work' },
    criminal_record: { kind: 'yes', percent: 0 },
  } as const
  const sure = await simulateChange(asked({ assumptions }), packs)
  if (open?.ok !== true || sure?.ok !== true) throw new Error('not simulated')
  expect(open.result.after.most).toBeGreaterThan(open.result.after.least)
  expect(sure.result.after).toEqual({ least: 100, most: 100 })
})

test('a condition that is dropped takes nothing from anybody, and a fault in one is told with its place', async () => {
  const [first] = law.ruleset.conditions
  const dropped = await simulateChange(asked({ change: { conditions: { [first?.id ?? '']: null } } }), packs)
  expect(dropped).toMatchObject({ ok: true, direction: 'wider', result: { lost: { least: 0 } } })
  const wrong = await simulateChange(asked({ change: { conditions: { [first?.id ?? '']: 'entry_dat <= today' } } }), packs)
  expect(wrong).toMatchObject({ ok: false, faults: [{ in: first?.id, line: 1, column: 1 }] })
})

const day = calendarDate
const changes: readonly (readonly [LawChange, string])[] = [
  [{}, 'same'],
  [{ conditions: { a: null } }, 'wider'],
  [{ conditions: { a: 'true' } }, 'either'],
  [{ window: { opens: day('2020-01-01'), closes: day('2030-01-01') } }, 'wider'],
  [{ window: { opens: day('2020-01-01') } }, 'wider'],
  [{ window: { closes: day('2026-01-01') } }, 'either'],
  [{ window: { opens: day('2026-01-01'), closes: day('2026-01-01') } }, 'narrower'],
  [{ conditions: { a: null }, window: { opens: day('2026-01-01'), closes: day('2026-01-01') } }, 'either'],
]

test.each(changes)('%j asks of people what is %s', (change, direction) => {
  const window = { opens: day('2025-01-01'), closes: day('2026-12-31') }
  expect(directionOf(change, { ruleset: { ...law.ruleset, window } })).toBe(direction)
})

test('a simulation that is stopped tells nothing', async () => {
  const signal = AbortSignal.abort()
  expect(await simulateChange(asked(), packs, { signal })).toBeUndefined()
})
