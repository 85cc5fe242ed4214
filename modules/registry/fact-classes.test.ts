import { readAsOwner, sql } from '@convive/database'
import { loadCatalogue } from '@convive/facts'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { correctable } from './domain/correctable.ts'
import { classOf } from './store/fact-rules.ts'
import { aHousehold } from './testing/index.ts'
import { openOffice, valueOf, type Office } from './testing/office.ts'

let office: Office
const loaded = loadCatalogue(join(import.meta.dirname, '../../jurisdictions'))
const catalogue = loaded.ok ? loaded.value.catalogue : new Map()

beforeAll(async () => {
  office = await openOffice({ now: new Date('2026-05-04T15:00:00Z') })
})
afterAll(() => office.db.drop())

test('every fact of the catalogue belongs to its class; what nobody declared is guarded most', () => {
  expect(catalogue.size).toBeGreaterThan(40)
  for (const { id, class: level } of catalogue.values()) expect([id, classOf(id)]).toEqual([id, level])
  expect(classOf('stateless_claim')).toBe(2)
  expect(classOf('need_codes')).toBe(3)
  expect(classOf('not_in_the_catalogue')).toBe(3)
})

test('a corrected fact is written into the document of its class, on the version that the page was told', async () => {
  const { persons } = await office.register(aHousehold())
  const [personId = ''] = persons
  for (const fact of correctable) {
    const shown = valueOf<{ correctable: Record<string, number> }>(await office.ask('registry/show-person', { personId }))
    const basedOn = shown.correctable[fact]
    const input = { personId, fact, answer: { state: 'unknown' }, basedOn }
    const { version } = valueOf<{ version: number }>(await office.send('registry/correct-fact', input))
    expect([fact, version]).toEqual([fact, (basedOn ?? -1) + 1])
    const rows = await readAsOwner(office.db.ownerUrl, (tx) =>
      tx.rows(
        sql<{ version: number }>`select max(version)::int as version from registry.facts
          where person_id = ${personId} and class = ${catalogue.get(fact)?.class ?? 0}`,
      ),
    )
    expect([fact, rows]).toEqual([fact, [{ version }]])
  }
})
