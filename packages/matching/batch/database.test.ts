import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { refusalsOf } from '../refusal-error.ts'
import { openStore } from './database.ts'

test('a full disk is told as what it is', async () => {
  const store = await openStore({ folder: tmpdir(), memory: '200MB', threads: 1 })
  const error: unknown = await store.run("copy (select 1) to '/dev/full' (format csv)").catch((caught: unknown) => caught)
  store.close()
  expect(refusalsOf(error)).toEqual([{ code: 'matching/disk-full', with: { folder: tmpdir() } }])
})
