import { readAsOwner, sql } from '@convive/database'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { releaseMany } from './testing/released.ts'
import { open, sessionOf } from './testing/browse.ts'
import { aWorld, type World } from './testing/index.ts'

let world: World
let planner = ''
beforeAll(async () => {
  world = await aWorld()
  planner = await sessionOf(world, world.ours.officer)
})
afterAll(() => world.close())

describe('the page of counts and its CSV', () => {
  test('say on which day the next counts come while too few people are registered', async () => {
    const page = await open(world, '/es/desk/counts', planner)
    expect(page.status).toBe(200)
    expect(page.html).toContain('Todavía no hay cifras')
    expect(page.html).toContain('1 de diciembre de 2026')
    expect(page.html).not.toContain('counts.csv')
    const csv = await open(world, '/en/desk/counts.csv?by=sex', planner)
    expect([csv.status, csv.html]).toEqual([409, expect.stringContaining('Next on 2026-12-01')])
  })

  test.each([
    ['by=sex&by=name', 'name'],
    ['by=name', 'name'],
    ['by=sex&by=need&by=place&by=nationality', 'four'],
  ])('a CSV by %s is refused with the list of what can be counted by', async (asked) => {
    const csv = await open(world, `/en/desk/counts.csv?${asked}`, planner)
    expect(csv.status).toBe(422)
    for (const name of ['population_group', 'need', 'sex', 'age_group', 'nationality', 'place'])
      expect(csv.html).toContain(`${name}: `)
    expect(csv.html).toContain('Choose one to three things')
  })

  test('a server that was down releases when it looks at its clock again, and the page shows until when it counts', async () => {
    await releaseMany(world)
    const kept = await readAsOwner(world.database.ownerUrl, (tx) =>
      tx.rows(sql`select counted_until::text as until, enough from statistics.release`),
    )
    expect(kept).toEqual([{ until: '2026-10-31', enough: true }])
    const page = await open(world, '/es/desk/counts?by=sex', planner)
    expect(page.html).toContain('31 de octubre de 2026')
    expect(page.html).toContain('1 de diciembre de 2026')
    const csv = await open(world, '/es/desk/counts.csv?by=sex', planner)
    expect([csv.status, csv.html]).toEqual([200, expect.stringContaining('Mujer')])
  })
})
