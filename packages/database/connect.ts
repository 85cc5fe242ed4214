import pg from 'pg'

/** One connection outside the pool. Losing it fails what is asked next and does not end the process. */
export async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  return client
}
