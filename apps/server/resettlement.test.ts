import { aFourthForm, aThirdForm, xmlOf } from '@convive/exchange/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { imported } from './testing/imports.ts'
import { aWorld, type World } from './testing/index.ts'

type Shown = {
  state: string
  persons: number
  already: number
  refused: number
  likely: number
  isForm: boolean
  out: { name?: string; refusals?: { code: string; at?: string }[] }[]
  notice: { ignored: { heading: string }[]; remarks?: { code: string; at?: string }[]; refusals: { code: string }[] }
}

let world: World
beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world.close())

const shown = (importId: string) => world.read<Shown>('exchange/show-import', { importId })
const through = async (file: Buffer) => shown((await imported(world, file)).importId)

test('a case is registered through the ordinary command; the same case again adds nobody; another of the same people waits for review', async () => {
  const people = [
    { FamilyName: 'Cuicas', GivenName: 'Yolanda María' },
    { relation: 'DAU', FamilyName: 'Cuicas', GivenName: 'Luz', DateofBirth: '2016-02-01T00:00:00' },
  ]
  expect(await through(aThirdForm(people))).toMatchObject({ state: 'done', persons: 2, refused: 0, isForm: true })
  expect(await through(aThirdForm(people))).toMatchObject({ state: 'done', persons: 0, already: 2 })
  // The same people in the newer version of the form: another file, likely the same persons.
  expect(await through(aFourthForm(people))).toMatchObject({ state: 'done', persons: 2, likely: 2 })
})

test('a birth that lies ahead is refused by registration and told at its element', async () => {
  const one = await through(aThirdForm([{ GivenName: 'Adelantada', DateofBirth: '2031-01-02T00:00:00' }]))
  expect(one.out).toMatchObject([
    { name: 'Adelantada Prueba', refusals: [{ code: 'registry/birth-in-future', at: 'DateofBirth' }] },
  ])
})

test('needs of the form are kept among the protected details', async () => {
  const guid = '00000001-0000-4000-8000-000000000000'
  const need = xmlOf('dataVulnerability', { VulnerabilityGUID: 'v', IndividualGUID: guid, VulnerabilityCode: 'TR' })
  const { importId } = await imported(world, aFourthForm([{ FamilyName: 'Guardada' }], need))
  expect(await shown(importId)).toMatchObject({ state: 'done', persons: 1 })
  const { lines } = await world.read<{ lines: { number?: string }[] }>('exchange/import-report', { importId })
  const found = await world.read<{ persons: { personId: string }[] }>('registry/find-persons', { text: lines[0]?.number ?? '' })
  const { personId } = found.persons[0] ?? { personId: '' }
  expect(JSON.stringify(await world.read('registry/show-person', { personId }))).not.toContain('"TR"')
  const { dispatcher } = world.running.installation
  const ask = { actor: world.ours.officer.actor, purpose: 'protection', reason: 'seguimiento' } as const
  expect(JSON.stringify(await dispatcher.query('registry/show-restricted', { personId }, ask))).toContain('"TR"')
})
