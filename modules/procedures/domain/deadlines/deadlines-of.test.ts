import type { FactState } from '@convive/facts'
import { addDays, calendarDate, rangeOf, partialDate, type Words } from '@convive/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Deadline, Procedure, Suspension } from '../pack/procedure.ts'
import { lastDayOfPeriod } from './count-period.ts'
import { deadlinesOf, type ApplicationEvents, type PlaceInTime, type StandingDeadline } from './deadlines-of.ts'

const on = calendarDate
const say = (text: string): Words => ({ es: text, pt: text, en: text, fr: text, ht: text })
const cite = { source: 'law', article: 'art. 11' }
const decide: Deadline = {
  id: 'decide',
  binds: 'office',
  after: { step: 'submitted' },
  count: 10,
  unit: 'business_days',
  stopsOn: ['papers_asked', 'decree'],
  onExpiry: 'approve',
  cite,
}
const appeal: Deadline = {
  id: 'appeal',
  binds: 'person',
  after: { step: 'told' },
  count: 10,
  unit: 'days',
  stopsOn: [],
  onExpiry: 'lapse',
  words: say('ask'),
  cite,
}
const apply: Deadline = { ...appeal, id: 'apply', after: { fact: 'entry_date' }, count: 30, unit: 'business_days' }

const procedure = (...deadlines: readonly Deadline[]) => {
  const sources: Procedure['sources'] = new Map([['law', { cite: 'Ley', status: 'unverified' }]])
  return { id: 'xx.right', deadlines, sources } satisfies Pick<Procedure, 'id' | 'deadlines' | 'sources'>
}
const quiet: PlaceInTime = { isHoliday: (day) => day.endsWith('-01-01'), suspensions: [] }
const flood = (more: Partial<Suspension> = {}): Suspension => ({
  from: on('2026-11-09'),
  until: on('2026-11-13'),
  of: 'all',
  words: say('flood'),
  cite: 'Decreto 1',
  status: 'fictional',
  ...more,
})

type Asked = {
  readonly today: string
  readonly events?: Partial<ApplicationEvents>
  readonly facts?: Readonly<Record<string, FactState>>
  readonly place?: PlaceInTime
}
function standing(deadline: Deadline, { today, events = {}, facts = {}, place = quiet }: Asked): StandingDeadline {
  const [one] = deadlinesOf(procedure(deadline), { today: on(today), events: { asked: [], ...events }, facts, place })
  if (one === undefined) throw new Error('no deadline')
  return one
}
const handedIn = { submitted: on('2026-11-02') }

describe('how long the office has', () => {
  test('does not run before anything is handed in', () => {
    expect(standing(decide, { today: '2026-11-02' })).toMatchObject({ state: 'not_begun', stops: [] })
  })

  test('runs from the day after, with the days that remain and the article', () => {
    expect(standing(decide, { today: '2026-11-10', events: handedIn })).toMatchObject({
      state: 'running',
      began: { earliest: '2026-11-02', latest: '2026-11-02' },
      due: { earliest: '2026-11-16', latest: '2026-11-16' },
      left: 4,
      stopped: 0,
      cite: 'Ley, art. 11',
      unverified: true,
    })
  })

  test('has not run out on its last day, and has on the next; what follows by law is named', () => {
    expect(standing(decide, { today: '2026-11-16', events: handedIn })).toMatchObject({ state: 'running', left: 0 })
    expect(standing(decide, { today: '2026-11-17', events: handedIn })).toMatchObject({ state: 'run_out', onExpiry: 'approve' })
  })

  test('stands still from the day after papers were asked until the day they came', () => {
    const asked = [{ asked: on('2026-11-04'), until: on('2026-12-04'), ended: on('2026-11-11') }]
    expect(standing(decide, { today: '2026-11-12', events: { ...handedIn, asked } })).toMatchObject({
      state: 'running',
      due: { earliest: '2026-11-23' },
      stops: [{ why: 'papers_asked', from: '2026-11-05', until: '2026-11-11' }],
      stopped: 7,
    })
  })

  test('while it stands still its last day is told as if nothing came, and goes on by itself when the time to bring them is over', () => {
    const asked = [{ asked: on('2026-11-04'), until: on('2026-11-18') }]
    const known = { ...handedIn, asked }
    expect(standing(decide, { today: '2026-11-12', events: known })).toMatchObject({
      state: 'stopped',
      due: { latest: '2026-11-30' },
    })
    expect(standing(decide, { today: '2026-11-19', events: known })).toMatchObject({
      state: 'running',
      due: { latest: '2026-11-30' },
    })
    expect(standing(decide, { today: '2026-12-01', events: known })).toMatchObject({ state: 'run_out' })
  })

  test('papers asked and brought on one day, or where the law lets no clock stand, move nothing', () => {
    const asked = [{ asked: on('2026-11-04'), until: on('2026-11-18'), ended: on('2026-11-04') }]
    expect(standing(decide, { today: '2026-11-05', events: { ...handedIn, asked } })).toMatchObject({
      due: { latest: '2026-11-16' },
    })
    const open = [{ asked: on('2026-11-04'), until: on('2026-11-18') }]
    const strict = { ...decide, stopsOn: [] }
    expect(standing(strict, { today: '2026-11-05', events: { ...handedIn, asked: open } })).toMatchObject({
      state: 'running',
      due: { latest: '2026-11-16' },
      stops: [],
    })
  })

  test('stands still under a decree for all clocks if the law lets decrees stop it, or under one that names it', () => {
    const at = (deadline: Deadline, suspensions: readonly Suspension[]) =>
      standing(deadline, { today: '2026-11-10', events: handedIn, place: { ...quiet, suspensions } })
    expect(at(decide, [flood()])).toMatchObject({
      state: 'stopped',
      due: { latest: '2026-11-23' },
      stops: [{ why: 'decree', cite: 'Decreto 1', words: say('flood') }],
    })
    expect(at({ ...decide, stopsOn: ['papers_asked'] }, [flood()])).toMatchObject({
      state: 'running',
      due: { latest: '2026-11-16' },
    })
    expect(at({ ...decide, stopsOn: [] }, [flood({ of: ['xx.right/decide'] })])).toMatchObject({ due: { latest: '2026-11-23' } })
    expect(at(decide, [flood({ of: ['xx.right/appeal', 'xx.other/decide'] })])).toMatchObject({ due: { latest: '2026-11-16' } })
  })

  test('has no last day while a decree has none', () => {
    const place = { ...quiet, suspensions: [flood({ until: undefined })] }
    const one = standing(decide, { today: '2027-03-01', events: handedIn, place })
    expect(one).toMatchObject({ state: 'stopped' })
    expect([one.due, one.left]).toEqual([undefined, undefined])
  })

  test('is met by the decision or when the person takes the application back, late or not', () => {
    expect(standing(decide, { today: '2026-12-20', events: { ...handedIn, told: on('2026-12-01') } })).toMatchObject({
      state: 'met',
      metOn: '2026-12-01',
    })
    expect(standing(decide, { today: '2026-12-20', events: { ...handedIn, withdrawn: on('2026-11-03') } })).toMatchObject({
      state: 'met',
    })
  })
})

describe('how long a person has', () => {
  test('to appeal runs from a refusal, and not from an approval', () => {
    const told = on('2026-11-24')
    expect(standing(appeal, { today: '2026-11-25', events: { ...handedIn, told } })).toMatchObject({ state: 'not_begun' })
    expect(standing(appeal, { today: '2026-11-25', events: { ...handedIn, told, refused: told } })).toMatchObject({
      state: 'running',
      due: { latest: '2026-12-04' },
    })
    expect(standing(appeal, { today: '2026-12-05', events: { ...handedIn, told, refused: told } })).toMatchObject({
      state: 'run_out',
      onExpiry: 'lapse',
    })
  })

  const since = (value: string): Asked['facts'] => ({ entry_date: { state: 'value', value } })

  test('to apply starts with a day that is known of them', () => {
    expect(standing(apply, { today: '2026-11-10' })).toMatchObject({ state: 'unknown' })
    expect(standing(apply, { today: '2026-11-10', facts: { entry_date: { state: 'declined' } } })).toMatchObject({
      state: 'unknown',
    })
    expect(standing(apply, { today: '2026-11-10', facts: { entry_date: { state: 'none' } } })).toMatchObject({
      state: 'not_begun',
    })
    expect(standing(apply, { today: '2026-11-10', facts: since('2026-11-02') })).toMatchObject({
      state: 'running',
      due: { earliest: '2026-12-14', latest: '2026-12-14' },
    })
  })

  test('is known in part when the day is: it ends at the earliest here and at the latest there', () => {
    const month = since('2026-11')
    expect(standing(apply, { today: '2026-12-01', facts: month })).toMatchObject({
      state: 'running',
      due: { earliest: '2026-12-11', latest: '2027-01-12' },
      left: 8,
    })
    expect(standing(apply, { today: '2026-12-12', facts: month })).toMatchObject({ state: 'perhaps_over' })
    expect(standing(apply, { today: '2027-01-13', facts: month })).toMatchObject({ state: 'run_out' })
  })

  test('is met when the application is handed in', () => {
    expect(standing(apply, { today: '2027-03-01', facts: since('2026-11-02'), events: handedIn })).toMatchObject({ state: 'met' })
  })

  test('from a day known in part holds every day on which it can really end, whatever stands still', () => {
    const months: Deadline = { ...apply, count: 1, unit: 'months', stopsOn: ['decree'] }
    const aMonth = fc.constantFrom('2024-01', '2024-02', '2025-12', '2026-01', '2026-08')
    fc.assert(
      fc.property(aMonth, fc.integer({ min: -20, max: 40 }), fc.nat({ max: 30 }), (month, shift, length) => {
        const { first, last } = rangeOf(partialDate(month))
        const from = addDays(first, shift)
        const place = { ...quiet, suspensions: [flood({ from, until: addDays(from, length) })] }
        const { due } = standing(months, { today: first, facts: since(month), place })
        const real = []
        for (let day = first; day <= last; day = addDays(day, 1))
          real.push(lastDayOfPeriod(day, months, { isHoliday: quiet.isHoliday, stops: place.suspensions }) ?? '')
        expect(due).toEqual({ earliest: real.toSorted()[0], latest: real.toSorted().at(-1) })
      }),
    )
  })
})

test('the state only goes forward as days pass, when nothing else happens', () => {
  const order = ['running', 'stopped', 'running', 'run_out']
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 40 }), (after, length) => {
      const asked = [{ asked: addDays(handedIn.submitted, after), until: addDays(handedIn.submitted, after + length) }]
      let at = 0
      for (let n = 0; n < 90; n += 1) {
        const today = addDays(handedIn.submitted, n)
        const { state } = standing(decide, { today, events: { ...handedIn, asked } })
        const next = order.indexOf(state, at)
        expect(next, `${state} on ${today}`).toBeGreaterThanOrEqual(at)
        at = next
      }
    }),
  )
})
