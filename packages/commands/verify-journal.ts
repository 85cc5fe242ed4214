import { sql, type Transaction } from '@convive/database'
import { hash } from 'node:crypto'
import { digestOfReadings, type Checkpoint } from './checkpoint.ts'
import type { Attestation } from './define.ts'

/** One thing that does not add up. `stream` is a person's or an organisation's id. */
export type JournalFault = {
  readonly kind:
    | 'changed'
    | 'missing'
    | 'order'
    | 'head'
    | 'truncated'
    | 'fact-changed'
    | 'fact-missing'
    | 'not-attested'
    | 'access-log'
    | 'unreadable'
  readonly stream: string
  readonly seq?: number
  readonly name?: string
}

export type JournalReport = {
  readonly streams: number
  readonly entries: number
  readonly digests: number
  readonly faults: readonly JournalFault[]
}

type Entry = { readonly stream: string; readonly seq: string; readonly body: Buffer; readonly hash: Buffer }
type Chain = { readonly seq: number; readonly head: string }

/** Streams from one id until another, or to the end. */
type Range = { readonly from: string; readonly to: string | undefined }

/**
 * Recomputes every chain, compares it with the stored heads and with the last checkpoint, and checks that today's sealed
 * facts are those whose digests the entries noted; of somebody who was erased nothing may be left. Needs the owner's connection
 * and no key. Some thousand streams at a time, so that memory stays the same; a checkpoint that is given is held whole.
 */
export async function verifyJournal(
  tx: Transaction,
  {
    attests,
    checkpoint,
    streamsAtOnce = 5000,
  }: {
    readonly attests: readonly Attestation[]
    readonly checkpoint?: Checkpoint | undefined
    readonly streamsAtOnce?: number
  },
): Promise<JournalReport> {
  const faults: JournalFault[] = []
  const passed = new Map((checkpoint?.streams ?? []).map(([id, length, head]) => [id, { length, head }]))
  let [streams, entries, digests] = [0, 0, 0]
  for await (const range of ranges(tx, streamsAtOnce)) {
    const found = await verifyRange(tx, range, { attests, passed, faults })
    streams += found.streams
    entries += found.entries
    digests += found.digests
  }
  for (const [stream, { length }] of passed) if (length > 0) faults.push({ kind: 'truncated', stream, seq: length })
  if (checkpoint !== undefined) {
    const now = await digestOfReadings(tx, checkpoint.readings.upTo)
    if (now.digest !== checkpoint.readings.digest) faults.push({ kind: 'access-log', stream: 'access.reading' })
  }
  return { streams, entries, digests, faults }
}

type Passed = Map<string, { readonly length: number; readonly head: string }>

async function verifyRange(
  tx: Transaction,
  range: Range,
  {
    attests,
    passed,
    faults,
  }: { readonly attests: readonly Attestation[]; readonly passed: Passed; readonly faults: JournalFault[] },
): Promise<Omit<JournalReport, 'faults'>> {
  const chains = new Map<string, Chain>()
  const noted = new Map<string, string>()
  const ended = new Set<string>()
  let entries = 0
  for await (const entry of everyEntry(tx, range)) {
    entries += 1
    const before = chains.get(entry.stream) ?? { seq: 0, head: '0'.repeat(64) }
    const seq = Number(entry.seq)
    if (seq !== before.seq + 1) faults.push({ kind: seq > before.seq + 1 ? 'missing' : 'order', stream: entry.stream, seq })
    const made = hashOf(before.head, entry)
    if (made !== entry.hash.toString('hex')) faults.push({ kind: 'changed', stream: entry.stream, seq })
    const sealed = passed.get(entry.stream)
    if (sealed !== undefined && sealed.length === seq) {
      if (sealed.head !== made) faults.push({ kind: 'changed', stream: entry.stream, seq })
      passed.delete(entry.stream)
    }
    chains.set(entry.stream, { seq, head: entry.hash.toString('hex') })
    noteDigests(entry, { noted, ended, faults })
  }
  for (const name of noted.keys()) if (ended.has(name.slice(0, name.indexOf(' ')))) noted.delete(name)
  faults.push(...(await headsThatDiffer(tx, range, chains)))
  const digests = await checkAttestations(tx, attests, { range, noted, faults })
  return { streams: chains.size, entries, digests }
}

/** All ids there can be, cut where so many streams have gone by. */
async function* ranges(tx: Transaction, streamsAtOnce: number): AsyncGenerator<Range> {
  let from = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const next = await tx.first(sql<{ id: string }>`select stream_id as id from journal.stream where stream_id >= ${from}::uuid
      order by stream_id offset ${streamsAtOnce} limit 1`)
    yield { from, to: next?.id }
    if (next === undefined) return
    from = next.id
  }
}

function within({ from, to }: Range): ReturnType<typeof sql> {
  const start = sql`stream_id >= ${from}::uuid`
  return to === undefined ? start : sql`${start} and stream_id < ${to}::uuid`
}

async function* everyEntry(tx: Transaction, range: Range): AsyncGenerator<Entry> {
  let [stream, seq] = [range.from, '-1']
  for (;;) {
    const rows: readonly Entry[] = await tx.rows(sql<Entry>`select stream_id as stream, seq, body, hash from journal.entry
      where ${within(range)} and (stream_id, seq) > (${stream}::uuid, ${seq}::bigint) order by stream_id, seq limit 5000`)
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < 5000) return
    stream = last.stream
    seq = last.seq
  }
}

function hashOf(head: string, entry: Entry): string {
  const id = Buffer.from(entry.stream.replaceAll('-', ''), 'hex')
  return hash('sha256', Buffer.concat([Buffer.from(head, 'hex'), id, Buffer.from(entry.seq), entry.body]))
}

function noteDigests(
  entry: Entry,
  { noted, ended, faults }: { readonly noted: Map<string, string>; readonly ended: Set<string>; readonly faults: JournalFault[] },
): void {
  try {
    const body: { digests?: Record<string, string>; ends?: boolean } = JSON.parse(entry.body.toString())
    if (body.ends === true) ended.add(entry.stream)
    for (const [name, digest] of Object.entries(body.digests ?? {})) noted.set(`${entry.stream} ${name}`, digest)
  } catch {
    faults.push({ kind: 'unreadable', stream: entry.stream, seq: Number(entry.seq) })
  }
}

async function headsThatDiffer(
  tx: Transaction,
  range: Range,
  chains: ReadonlyMap<string, Chain>,
): Promise<readonly JournalFault[]> {
  const heads = await tx.rows(
    sql<{
      id: string
      length: string
      head: string
    }>`select stream_id as id, length, encode(head, 'hex') as head from journal.stream where ${within(range)}`,
  )
  const wrong = heads.filter((row) => chains.get(row.id)?.seq !== Number(row.length) || chains.get(row.id)?.head !== row.head)
  const known = new Set(heads.map((row) => row.id))
  const orphans = [...chains.keys()].filter((id) => !known.has(id))
  return [...wrong.map((row) => row.id), ...orphans].map((stream) => ({ kind: 'head', stream }))
}

async function checkAttestations(
  tx: Transaction,
  attests: readonly Attestation[],
  { range, noted, faults }: { readonly range: Range; readonly noted: Map<string, string>; readonly faults: JournalFault[] },
): Promise<number> {
  let digests = 0
  for (const { select } of attests) {
    const rows = await tx.rows(
      sql<{
        stream_id: string
        name: string
        digest: string
      }>`select * from (${sql.raw(select)}) attested where ${within(range)}`,
    )
    for (const row of rows) {
      digests += 1
      const key = `${row.stream_id} ${row.name}`
      const expected = noted.get(key)
      if (expected === undefined) faults.push({ kind: 'not-attested', stream: row.stream_id, name: row.name })
      else if (expected !== row.digest) faults.push({ kind: 'fact-changed', stream: row.stream_id, name: row.name })
      noted.delete(key)
    }
  }
  for (const key of noted.keys()) {
    const [stream = '', name = ''] = key.split(' ')
    faults.push({ kind: 'fact-missing', stream, name })
  }
  return digests
}
