import { checkpointHolds, makeCheckpoint, verifyJournal, type Checkpoint, type SignedCheckpoint } from '@convive/commands'
import { readAsOwner } from '@convive/database'
import { attestations, runningDatabase } from '@convive/server'
import { createPublicKey } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newestIn } from './newest-in.ts'
import { parsePublished } from './parse-published.ts'
import { reachDatabase } from './reach-database.ts'
import { readJsonFile } from './read-json-file.ts'
import type { Terminal } from './run.ts'

/** `convive journal verify` and `convive journal checkpoint`. */
export async function journal(parameters: readonly string[], terminal: Terminal): Promise<number> {
  const [verb, ...rest] = parameters
  if (verb === 'verify') return verifyJournalHere(rest, terminal)
  if (verb === 'checkpoint') return checkpointJournal(terminal)
  throw new Error(
    `${verb === undefined ? 'journal needs a verb.' : `journal does not know ${JSON.stringify(verb)}.`} It knows: verify, checkpoint`,
  )
}

/** Recomputes every chain as the owner of the tables; the server may go on serving. */
async function verifyJournalHere(parameters: readonly string[], terminal: Terminal): Promise<number> {
  const here = runningDatabase(terminal.environment)
  const named = checkpointNamed(parameters)
  const checkpoint = readCheckpoint(named ?? newestIn(join(here.home.directory, 'checkpoints')), here.checkpointKey)
  if (checkpoint === undefined)
    terminal.warn(
      'There is no checkpoint yet: a tail that was cut off together with its head cannot be seen. Make one with: convive journal checkpoint',
    )
  const report = await reachDatabase(here, () =>
    readAsOwner(here.ownerUrl, (tx) => verifyJournal(tx, { attests: attestations(), checkpoint })),
  )
  for (const fault of report.faults.slice(0, 50))
    terminal.warn(
      `${fault.kind}: ${fault.stream}${fault.seq === undefined ? '' : ` entry ${fault.seq}`}${fault.name === undefined ? '' : ` ${fault.name}`}`,
    )
  const more = report.faults.length > 50 ? `, of which 50 are shown` : ''
  terminal.say(
    `${report.streams} chains, ${report.entries} entries, ${report.digests} digests: ${report.faults.length === 0 ? 'everything adds up' : `${report.faults.length} faults${more}`}`,
  )
  return report.faults.length === 0 ? 0 : 1
}

async function checkpointJournal(terminal: Terminal): Promise<number> {
  const here = runningDatabase(terminal.environment)
  const now = new Date()
  const signed = await reachDatabase(here, () => readAsOwner(here.ownerUrl, (tx) => makeCheckpoint(tx, here.checkpointKey, now)))
  const folder = join(here.home.directory, 'checkpoints')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${now.toISOString().replaceAll(':', '-')}.json`)
  writeFileSync(file, JSON.stringify(signed))
  terminal.say(`${signed.checkpoint.streams.length} chains sealed in ${file}. Copy it to another machine: it is the witness.`)
  return 0
}

function checkpointNamed([option, file, ...more]: readonly string[]): string | undefined {
  if (option === undefined) return undefined
  if (option !== '--checkpoint' || file === undefined || more.length > 0)
    throw new Error('Write: convive journal verify, or: convive journal verify --checkpoint FILE')
  return file
}

function readCheckpoint(file: string | undefined, key: Parameters<typeof createPublicKey>[0]): Checkpoint | undefined {
  if (file === undefined) return undefined
  const signed: SignedCheckpoint = parsePublished(readJsonFile(file))
  if (typeof signed.signature !== 'string' || !checkpointHolds(signed, createPublicKey(key)))
    throw new Error(`${file} does not carry this installation's signature`)
  return signed.checkpoint
}
