import { readAsOwner, sql } from '@convive/database'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runningDatabase } from './running.ts'
import { startProduct, type Started } from './testing/start-product.ts'

let home = ''
const started: ChildProcess[] = []
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'convive-first-start-'))
  chmodSync(home, 0o755)
})
afterAll(() => {
  // Only where a case failed does one still run.
  for (const child of started) if (child.exitCode === null) child.kill('SIGKILL')
  rmSync(home, { recursive: true, force: true })
})

async function start(...parameters: readonly string[]): Promise<Started> {
  const server = await startProduct(home, ...parameters)
  started.push(server.child)
  return server
}

/** What the database of the running server holds. */
async function made() {
  return readAsOwner(runningDatabase({ CONVIVE_HOME: home }).ownerUrl, (tx) =>
    tx.first(sql<{ households: number; commands: number; sample: number; applications: number; shares: number }>`select
      (select count(*)::int from registry.household) as households,
      (select count(*)::int from commands.done where command = 'registry/register-household') as commands,
      (select count(*)::int from accounts.member where status = 'active') as sample,
      (select count(*)::int from procedures.application) as applications,
      (select count(*)::int from registry.share) as shares`),
  )
}

test('a first start that is killed among the sample accounts, and one among the households: the next makes what is missing, once', async () => {
  const founding = await start('--demo', '40')
  await founding.says('sign-in name: administrator')
  process.kill(founding.child.pid ?? 0, 'SIGKILL')
  await founding.ended

  const registering = await start('--demo', '40')
  await registering.says('of 40 made-up households')
  process.kill(registering.child.pid ?? 0, 'SIGKILL')
  await registering.ended

  // Whoever says --empty now would otherwise be served half of a demonstration.
  const completing = await start('--empty')
  await completing.says('Ready after')
  expect(await made()).toEqual({ households: 40, commands: 40, sample: 12, applications: 16, shares: 4 })
  process.kill(completing.child.pid ?? 0, 'SIGTERM')
  expect(await completing.ended).toBe(0)
}, 240_000)
