import { readAsOwner, sql } from '@convive/database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aHousehold, aPerson } from './testing/index.ts'
import { codesOf, openOffice, valueOf, type Office } from './testing/office.ts'

const clock = { now: new Date('2026-05-04T15:00:00Z') }
let office: Office
beforeAll(async () => {
  office = await openOffice(clock)
  await office.register(aHousehold(aPerson().named('Llolanda', 'Camacaro', 'Chirinos').bornOn('1988-07-19')))
})
afterAll(() => office.db.drop())

const yolanda = { given: 'Yolanda', family: ['Camacaro Chirinos'], birth: '1988-07-19' }
const alike = async (typed: object, by = office.officer): Promise<unknown> =>
  valueOf<unknown>(await office.ask('registry/count-alike', typed, by))

test('while somebody types, a number says that a record looks alike; nothing of anybody, so nobody is read', async () => {
  const readings = () => readAsOwner(office.db.ownerUrl, (tx) => tx.rows(sql`select from access.reading`))
  const before = await readings()
  expect(await alike(yolanda)).toEqual({ alike: 1 })
  expect(await alike({ ...yolanda, given: 'Wilmer', family: ['Ontiveros'], birth: '1950' })).toEqual({ alike: 0 })
  expect(await readings()).toHaveLength(before.length)
})

test('half an answer asks nothing, and another organisation learns nothing', async () => {
  expect(codesOf(await office.ask('registry/count-alike', { ...yolanda, birth: '19' }))).toEqual(['registry/date-unreadable'])
  expect(await alike(yolanda, await office.officerOf('otro'))).toEqual({ alike: 0 })
})
