import { readAsOwner, sql } from '@convive/database'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileOf, imported, sent } from './testing/imports.ts'
import { aWorld, type World } from './testing/index.ts'

type Shown = { readonly state: string; readonly persons: number; readonly rowsDone: number }
type Line = { readonly household: string; readonly result: string; readonly likely?: boolean }

let world: World
beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world.close())

const shown = (importId: string) => world.read<Shown>('exchange/show-import', { importId })
const report = async (importId: string): Promise<readonly Line[]> =>
  (await world.read<{ lines: readonly Line[] }>('exchange/import-report', { importId })).lines

async function added(work: () => Promise<unknown>): Promise<number> {
  const count = sql<{ n: number }>`select count(*)::int as n from registry.person`
  const persons = () => readAsOwner(world.database.ownerUrl, async (tx) => (await tx.first(count))?.n ?? 0)
  const before = await persons()
  await work()
  return (await persons()) - before
}

describe('a long file', () => {
  /** Two hundred households, five batches; some rows are given. */
  const long = (repeat: (n: number) => string | undefined): Buffer =>
    fileOf(
      ...Array.from(
        { length: 200 },
        (_, n) => repeat(n) ?? `L${n},focal_point,Larga${randomUUID().slice(0, 8)},Fila${n},F,1990-05-03,VEN,Centro`,
      ),
    )

  test('somebody who stands in two batches is found as likely the same, however near the batches', async () => {
    const rosalba = 'focal_point,Rosalba,Quintanilla,F,1987-05-03,VEN,Centro'
    const { importId } = await imported(
      world,
      long((n) => ([39, 40, 79, 199].includes(n) ? `R${n},${rosalba}` : undefined)),
    )
    expect(await shown(importId)).toMatchObject({ state: 'done', persons: 200, likely: 3 })
    const likely = (await report(importId)).filter((line) => line.likely)
    expect(likely.map(({ household }) => household)).toEqual(['R40', 'R79', 'R199'])
  })

  test('somebody without a household who is alike in every cell, in two batches, is two people to look at', async () => {
    const alone = ',focal_point,Anacleta,Repetida,F,1987-05-03,VEN,Centro'
    const file = long((n) => ([39, 40, 41].includes(n) ? alone : undefined))
    expect(await added(() => imported(world, file))).toBe(200)
    expect(await added(() => imported(world, file))).toBe(0)
  })

  test('cancelled on its way, it tells everybody who is in, no more and no fewer', async () => {
    const file = fileOf(...Array.from({ length: 600 }, (_, n) => `${n},focal_point,Corta${n},Medias,F,1990,VEN,Centro`))
    let told: Shown | undefined
    const came = await added(async () => {
      const { importId } = await sent(world, file)
      await world.prepare('exchange/run-import', { importId, dryRun: false })
      while ((await shown(importId)).rowsDone === 0) await new Promise((done) => setTimeout(done, 20))
      await world.prepare('exchange/cancel-import', { importId })
      await world.running.importer.settled()
      told = await shown(importId)
      expect((await report(importId)).filter(({ result }) => result === 'registered').length).toBe(told.persons)
    })
    expect(told).toMatchObject({ state: 'cancelled', persons: came, rowsDone: came })
    expect(came).toBeGreaterThan(0)
    expect(came).toBeLessThan(600)
  })
})
