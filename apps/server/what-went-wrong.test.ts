import { createServer } from 'node:net'
import { migrate } from '@convive/database'
import { testDatabase } from '@convive/database/testing'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openHome } from './home.ts'
import { whatWentWrong } from './what-went-wrong.ts'

async function errorOf(work: () => unknown): Promise<unknown> {
  try {
    await work()
  } catch (error) {
    return error
  }
  throw new Error('it went well')
}

test('a port that another program holds: choose another', async () => {
  const [one, two] = [createServer(), createServer()]
  await new Promise<void>((done) => one.listen(0, '127.0.0.1', done))
  const at = one.address()
  const error = await new Promise((done) => {
    two.once('error', done)
    two.listen(typeof at === 'object' ? at?.port : 0, '127.0.0.1')
  })
  one.close()
  expect(whatWentWrong(error)).toMatch(/^Another program already answers on this port\. .*PORT=3001/)
})

test('no PostgreSQL behind the address: start it or correct the address', async () => {
  const error = await errorOf(() => migrate('postgres://a:b@127.0.0.1:9/x', []))
  expect(whatWentWrong(error)).toMatch(/^No PostgreSQL answers\. .*DATABASE_URL/)
})

test('a PostgreSQL that lets nobody in: look at role, password and database', async () => {
  const db = await testDatabase([])
  const owner = new URL(db.ownerUrl)
  owner.pathname = '/no_such_database'
  expect(whatWentWrong(await errorOf(() => migrate(owner.toString(), [])))).toMatch(/^PostgreSQL does not let Convive in\./)
  await db.drop()
})

test('a folder that cannot be made: name another', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'convive-wrong-'))
  writeFileSync(join(folder, 'file'), '')
  const error = await errorOf(() => openHome(join(folder, 'file', 'home')))
  expect(whatWentWrong(error)).toMatch(/^Convive may not write here\. .*CONVIVE_HOME/)
  rmSync(folder, { recursive: true })
})

test('what has no name of its own is told in its own words, and what is no error as that', () => {
  expect(whatWentWrong(new Error('DATABASE_URL is set: set DATABASE_OWNER_URL too'))).toBe(
    'DATABASE_URL is set: set DATABASE_OWNER_URL too',
  )
  expect(whatWentWrong('text')).toBe('Convive could not start.')
})
