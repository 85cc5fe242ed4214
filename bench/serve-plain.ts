import { startEmbeddedPostgres } from '@convive/database'
import Fastify from 'fastify'
import pg from 'pg'
import { z } from 'zod'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'

/**
 * What registration is compared with: the same bodies through Fastify and Zod, four plain rows in one transaction. No keys, no
 * search, no encryption, no consent, no journal, no row-level security, no replay.
 */
const postgres = await startEmbeddedPostgres({
  directory: join(process.env['CONVIVE_HOME'] ?? '', 'plain'),
  password: randomUUID(),
})
const pool = new pg.Pool({ connectionString: postgres.superuserUrl, max: 10 })
pool.on('error', () => undefined)
await pool.query('create table person (person_id uuid primary key, household_id uuid not null, body jsonb not null)')

const Household = z.object({ members: z.array(z.record(z.string(), z.unknown())).min(1) })

const server = Fastify()
server.post('/api/registry/register-household', (request) => store(Household.parse(request.body)))
const address = await server.listen({ port: 0, host: '127.0.0.1' })
process.stdout.write(`${JSON.stringify({ address, tokens: ['none'] })}\n`)
process.on('SIGTERM', () => {
  void server
    .close()
    .then(() => pool.end())
    .then(() => postgres.stop())
    .then(() => process.exit(0))
})

async function store(household: z.infer<typeof Household>): Promise<{ readonly householdId: string }> {
  const householdId = randomUUID()
  const client = await pool.connect()
  try {
    await client.query('begin')
    for (const person of household.members)
      await client.query('insert into person values ($1, $2, $3)', [randomUUID(), householdId, JSON.stringify(person)])
    await client.query('commit')
  } finally {
    client.release()
  }
  return { householdId }
}
