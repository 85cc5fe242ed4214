import { accessMigrations, openVault, type Actor } from '@convive/access'
import { foundOrganisation } from '@convive/accounts'
import { commandsMigrations, createDispatcher, type Dispatcher } from '@convive/commands'
import { testDatabase, type TestDatabase } from '@convive/database/testing'
import type { PersonId } from '@convive/kernel'
import { aHousehold, aPerson } from '@convive/registry/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { modules } from './modules.ts'

const vault = openVault(Buffer.alloc(32, 7))
const now = new Date('2026-11-24T15:00:00Z')
let db: TestDatabase
let dispatcher: Dispatcher
let keys = 0
let offices = 0

beforeAll(async () => {
  db = await testDatabase([
    accessMigrations,
    commandsMigrations,
    ...modules.flatMap((room) => (room.migrations === undefined ? [] : [room.migrations])),
  ])
  dispatcher = createDispatcher(modules, { database: db.database, vault, clock: () => now, timeZone: 'America/Asuncion' })
})
afterAll(() => db.drop())

/** An officer of an office in a country, and a woman registered there who has not said in which country she is. */
async function registeredIn(country: string): Promise<{ readonly officer: Actor; readonly personId: string }> {
  const name = `${country}${(offices += 1)}`
  const founding = {
    name,
    country,
    timeZone: 'UTC',
    officePrefix: 'YS',
    isDemo: false,
    administrator: { name, signInName: name },
  }
  const founded = await foundOrganisation(db.database, vault, { founding, now })
  const officer: Actor = {
    kind: 'member',
    memberId: founded.memberId,
    organisationId: founded.organisationId,
    name,
    roles: ['registrar', 'case_officer'],
  }
  const answer = await send('registry/register-household', aHousehold(aPerson().bornOn('1990-05-03')), officer)
  const { persons } = (answer.ok ? answer.value : { persons: [] }) as { persons: string[] }
  return { officer, personId: persons[0] ?? '' }
}

const send = (name: string, input: unknown, actor: Actor) =>
  dispatcher.dispatch(name, input, { actor, key: `country-${(keys += 1)}` })

type Offered = { readonly told: readonly string[]; readonly onRequest: readonly string[]; readonly remaining: number }

async function offered(personId: string, actor: Actor): Promise<Offered> {
  const answer = await dispatcher.query('procedures/rights-of-person', { personId }, { actor })
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  const { answers, others, remaining } = answer.value as {
    answers: { procedure: string }[]
    others: { procedure: string }[]
    remaining: number
  }
  return { told: answers.map((one) => one.procedure), onRequest: others.map((one) => one.procedure), remaining }
}

/** What holds wherever a person is. */
const everywhere = ['unhcr.resettlement', 'unhcr.voluntary-return']

test.each([
  ['XYS', ['ysapy.regularisation'], ['ysapy.family-reunification', 'ysapy.private-sponsorship', 'ysapy.student']],
  ['ARG', ['ar.refugee'], ['ar.syria-programme']],
  ['BRA', ['br.border-residence', 'br.refugee'], ['br.afghan-reception', 'br.diploma', 'br.naturalisation', 'br.revalida']],
  ['BLZ', ['bz.amnesty'], []],
  ['CHL', ['cl.definitive-residence', 'cl.temporary-residence'], []],
  ['COL', ['co.temporary-protection'], ['co.degree']],
  ['CRI', ['cr.special-temporary'], []],
  ['DOM', ['do.normalisation'], []],
  ['ECU', ['ec.virte'], []],
  ['MEX', ['mx.humanitarian-card', 'mx.refugee'], []],
  ['PER', ['pe.cpp'], []],
  ['URY', ['uy.residence-by-ties'], []],
  ['HTI', [], []],
])('a household registered in %s is offered the law of that country', async (country, told, onRequest) => {
  const { officer, personId } = await registeredIn(country)
  const all = { told, onRequest: [...onRequest, ...everywhere].toSorted() }
  expect(await offered(personId, officer)).toMatchObject(all)
  expect(await offered(personId, { kind: 'person', personId: personId as PersonId, represents: [] })).toMatchObject(all)
})

test('nobody is led to questions about going back home, or whatever else they did not ask about', async () => {
  const { officer, personId } = await registeredIn('HTI')
  expect(await offered(personId, officer)).toEqual({ told: [], onRequest: everywhere, remaining: 0 })
})

test('what somebody has opened an application for is told with the rest', async () => {
  const { officer, personId } = await registeredIn('XYS')
  expect(await send('procedures/open-application', { personId, procedureId: 'ysapy.student' }, officer)).toMatchObject({
    ok: true,
  })
  const { told, onRequest } = await offered(personId, officer)
  expect(told.toSorted()).toEqual(['ysapy.regularisation', 'ysapy.student'])
  expect(onRequest).not.toContain('ysapy.student')
})

test('an application under the law of another country cannot be opened', async () => {
  const { officer, personId } = await registeredIn('PRY')
  expect(await send('procedures/open-application', { personId, procedureId: 'ysapy.regularisation' }, officer)).toMatchObject({
    ok: false,
    refusals: [{ code: 'procedures/procedure-not-found' }],
  })
})

type Step = {
  readonly question?: { readonly id: string; readonly values: readonly { readonly code: string }[]; readonly atOnce: number }
  readonly places: readonly string[]
  readonly answers: readonly { readonly procedure: string; readonly kind: string }[]
}
type Answered = Omit<Step, 'answers'> & { readonly people: readonly Pick<Step, 'answers'>[] }

async function step(answers: Record<string, unknown>): Promise<Step> {
  const answer = await dispatcher.query('procedures/interview', { people: [{ answers }] }, { actor: { kind: 'public' } })
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  const found = answer.value as Answered
  return { ...found, answers: found.people[0]?.answers ?? [] }
}
const said = (value: unknown) => ({ state: 'value', value })

test('the interview asks first in which country somebody is, among those whose law it knows, the made-up one last', async () => {
  const { question } = await step({})
  const codes = question?.values.map((one) => one.code) ?? []
  expect(question).toMatchObject({ id: 'country_of_stay', atOnce: codes.length })
  expect(codes).toEqual(expect.arrayContaining(['ARG', 'BLZ', 'BRA', 'CHL', 'COL', 'CRI', 'DOM', 'ECU', 'MEX', 'PER', 'URY']))
  expect(codes.at(-1)).toBe('XYS')
})

test('after that only the law of that country is asked for and told, in at most six questions', async () => {
  const answers: Record<string, unknown> = { country_of_stay: said('BRA') }
  const given: Readonly<Record<string, unknown>> = {
    nationalities: said(['VEN']),
    birth_date: said('1990'),
    criminal_record: said(false),
  }
  let now = await step(answers)
  expect(now.question).toMatchObject({ id: 'nationalities', atOnce: 5 })
  expect(now.question?.values.slice(0, 5).map((one) => one.code)).toEqual(['VEN', 'BRA', 'GUY', 'SUR', 'XXA'])
  let asked = 1
  for (; now.question !== undefined && asked < 6; asked += 1) {
    answers[now.question.id] = given[now.question.id] ?? { state: 'unknown' }
    now = await step(answers)
  }
  expect(now).toMatchObject({
    places: ['br', 'unhcr'],
    answers: [
      { procedure: 'br.border-residence', kind: 'yes' },
      { procedure: 'br.refugee', kind: 'depends' },
    ],
  })
  expect(asked).toBeLessThanOrEqual(6)
})

test('where the window is closed nothing more is asked; in another country no law of a neighbour is told', async () => {
  expect(await step({ country_of_stay: said('COL') })).toMatchObject({
    places: ['co', 'unhcr'],
    answers: [{ procedure: 'co.temporary-protection', kind: 'closed' }],
  })
  expect((await step({ country_of_stay: said('COL') })).question).toBeUndefined()
  expect(await step({ country_of_stay: { state: 'none' } })).toMatchObject({ places: ['unhcr'], answers: [] })
})

test('somebody who does not say where they are is told every law', async () => {
  expect((await step({ country_of_stay: { state: 'declined' } })).places).toEqual(
    expect.arrayContaining(['ar', 'br', 'co', 'ec', 'pe', 'uy', 'ysapy']),
  )
})
