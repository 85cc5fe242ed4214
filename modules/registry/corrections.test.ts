import type { Actor } from '@convive/access'
import type { MemberId } from '@convive/kernel'
import { readAsOwner, sql } from '@convive/database'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aHousehold } from './testing/index.ts'
import { codesOf, openOffice, valueOf, type Office } from './testing/office.ts'

type Asked = { correctionId: string; fact: string; state: string; text: string; answer?: string; objection?: string }
type Mine = { corrections: Asked[]; facts: Record<string, { value?: unknown }> }

let office: Office
let colleague: Actor
beforeAll(async () => {
  office = await openOffice({ now: new Date('2026-05-04T15:00:00Z') })
  colleague = { ...office.officer, memberId: '01900000-0000-7000-8000-00000000c012' as MemberId }
})
afterAll(() => office.db.drop())

async function family() {
  const [mother = '', partner = '', child = ''] = (await office.register(aHousehold())).persons
  return { mother, child, partner, her: await office.signedIn(mother), him: await office.signedIn(partner) }
}
const asks = (personId: string, by: Actor, fact = 'place', text = 'Ya vivo en Villa Nueva.') =>
  office.send('registry/ask-correction', { personId, fact, text }, by)
const mine = async (personId: string, by: Actor) => valueOf<Mine>(await office.ask('registry/my-data', { personId }, by))
const waiting = async (by?: Actor) =>
  valueOf<{ corrections: { personId: string; objected: boolean }[] }>(await office.ask('registry/list-corrections', {}, by))
    .corrections
const idOf = (answer: Awaited<ReturnType<typeof asks>>): string => valueOf<{ correctionId: string }>(answer).correctionId
const correct = (personId: string, correctionId: string, fact = 'place') =>
  office.send('registry/correct-fact', {
    personId,
    fact,
    answer: { state: 'value', value: 'Villa Nueva' },
    basedOn: 1,
    correctionId,
  })
const decline = (personId: string, correctionId: string, by?: Actor) =>
  office.send('registry/decline-correction', { personId, correctionId, reason: 'El contrato dice otra cosa.' }, by)

describe('"this is wrong"', () => {
  test('an officer corrects it, and the person sees that it was done', async () => {
    const { mother, her } = await family()
    const correctionId = idOf(await asks(mother, her))
    expect(codesOf(await asks(mother, her)), 'one at a time').toEqual(['registry/correction-waits'])
    expect((await waiting()).map((one) => one.personId)).toContain(mother)
    expect(codesOf(await correct(mother, correctionId, 'mother_name')), 'of another fact').toEqual([
      'registry/correction-not-open',
    ])
    expect((await mine(mother, her)).corrections[0]?.state).toBe('open')
    valueOf(await correct(mother, correctionId))
    const seen = await mine(mother, her)
    expect(seen.corrections[0]).toMatchObject({ fact: 'place', state: 'accepted', text: 'Ya vivo en Villa Nueva.' })
    expect(seen.facts['place']?.value).toBe('Villa Nueva')
    expect((await waiting()).map((one) => one.personId)).not.toContain(mother)
    expect(codesOf(await decline(mother, correctionId))).toEqual(['registry/correction-not-open'])
  })

  test('a no has its reason; whoever does not agree is answered by another member, once', async () => {
    const { mother, her } = await family()
    const correctionId = idOf(await asks(mother, her))
    const objects = () =>
      office.send('registry/object-to-answer', { personId: mother, correctionId, text: 'Me mudé en abril.' }, her)
    expect(codesOf(await objects()), 'nothing is declined yet').toEqual(['registry/correction-not-declined'])
    valueOf(await decline(mother, correctionId))
    expect((await mine(mother, her)).corrections[0]).toMatchObject({ state: 'declined', answer: 'El contrato dice otra cosa.' })
    valueOf(await objects())
    expect((await waiting()).find((one) => one.personId === mother)).toMatchObject({ objected: true })
    expect(codesOf(await decline(mother, correctionId))).toEqual(['registry/another-must-answer'])
    valueOf(await decline(mother, correctionId, colleague))
    expect(codesOf(await objects())).toEqual(['registry/correction-not-declined'])
    expect((await mine(mother, her)).corrections[0]).toMatchObject({ state: 'declined', objection: 'Me mudé en abril.' })
  })

  test('a parent asks for their child; a spouse, a stranger and another office reach nothing', async () => {
    const { mother, child, her, him } = await family()
    const correctionId = idOf(await asks(child, her))
    expect((await mine(child, her)).corrections[0]?.state).toBe('open')
    expect(codesOf(await asks(mother, him))).toEqual(['registry/person-not-found'])
    const { her: stranger } = await family()
    expect(codesOf(await asks(child, stranger))).toEqual(['registry/person-not-found'])
    const other = await office.officerOf('otro')
    expect(await waiting(other)).toEqual([])
    expect(codesOf(await decline(child, correctionId, other))).toEqual(['registry/correction-not-open'])
    expect(codesOf(await asks(mother, office.officer))).toEqual(['commands/not-allowed'])
  })

  test('what is written lies sealed, and goes with whoever is erased', async () => {
    const { mother, her } = await family()
    const correctionId = idOf(await asks(mother, her, 'phone', 'Palabra-Plantada'))
    const kept = () =>
      readAsOwner(office.db.ownerUrl, (tx) =>
        tx.rows(sql<{
          line: string
          plain: boolean
        }>`select c::text as line, position('Palabra-Plantada'::bytea in text_sealed) > 0 as plain
          from registry.correction c where correction_id = ${correctionId}`),
      )
    expect((await kept()).map(({ line, plain }) => plain || line.includes('Plantada'))).toEqual([false])
    const { person } = valueOf<{ person: { number: string } }>(await office.ask('registry/show-person', { personId: mother }))
    valueOf(await office.send('registry/ask-erasure', { personId: mother, ground: 'asked' }))
    valueOf(await office.send('registry/erase-person', { personId: mother, number: person.number }, colleague))
    expect(await kept()).toEqual([])
  })
})
