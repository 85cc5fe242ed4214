import { readAsOwner, sql } from '@convive/database'
import { writeZip } from '@convive/files'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { imported } from './testing/imports.ts'
import { aWorld, type World } from './testing/index.ts'

type Shown = {
  state: string
  rows: number
  persons: number
  already: number
  refused: number
  notice: { remarks?: { code: string }[] }
}

let world: World
beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world.close())

const person = (parent: string, relation: string, given: string, born: string): string =>
  `${relation},${given},Cuicas,F,day,${born},VEN,no,yes,no,no,no,${parent},${parent}/${given}`

/** Submissions as ODK Central gives them, by their ids. */
function submissions(...keys: readonly string[]): Buffer {
  const main = ['place,KEY,ReviewState', ...keys.map((key) => `Puerto Ysapy,${key},${key === 'uuid:no' ? 'rejected' : ''}`)]
  const heading =
    'relation,given_names,family_name,sex,birth_date_as,birth_date,origin_country,needs,consent_contact,consent_share_services,consent_share_offices,consent_photo,PARENT_KEY,KEY'
  const members = keys.flatMap((key, at) => [
    person(key, 'focal_point', `Yolanda${'abcdef'[at]}`, '1987-05-03'),
    person(key, 'child', `Rosa${'abcdef'[at]}`, '2024-02-29'),
  ])
  return writeZip([
    { name: 'f.csv', body: Buffer.from(main.join('\n')) },
    { name: 'f-members.csv', body: Buffer.from([heading, ...members].join('\n')) },
  ])
}

async function sent(file: Buffer): Promise<Shown> {
  const { importId } = await imported(world, file)
  return world.read<Shown>('exchange/show-import', { importId })
}

async function persons(): Promise<number> {
  const count = sql<{ n: number }>`select count(*)::int as n from registry.person`
  return (await readAsOwner(world.database.ownerUrl, (tx) => tx.first(count)))?.n ?? 0
}

test('submissions from the field are registered once, however often and with whatever they are sent', async () => {
  const before = await persons()
  expect(await sent(submissions('uuid:a', 'uuid:no'))).toMatchObject({
    state: 'done',
    persons: 2,
    refused: 0,
    notice: { remarks: [{ code: 'exchange/submissions-rejected' }] },
  })
  expect(await sent(submissions('uuid:a', 'uuid:no', 'uuid:b'))).toMatchObject({ persons: 2, already: 2 })
  expect((await persons()) - before).toBe(4)
})
