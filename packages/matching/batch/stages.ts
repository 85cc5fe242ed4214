import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from './clock.ts'
import type { Store } from './database.ts'
import { parseKept } from './parse-row.ts'
import { refuseFolder, text } from './csv-layout.ts'
import type { Input } from './read-file.ts'

/** Raised whenever a stage makes something else of the same files: what an older version kept is made again. */
const version = 4

/** Stages of a run whose outcome is kept in a folder until the run is done, so that one that was stopped or killed goes on from there. */
export type Stages = {
  /** What `make` gives, and tables that it leaves in the store; taken from the folder where the same run had come so far. Ends the stage on the clock. */
  run<State>(name: string, tables: readonly string[], make: () => Promise<State>): Promise<State>
  /** Takes away everything that was kept: it holds what is known of persons. */
  clear(): void
}

/** `of`: what the run is made of, as `digestOf` gives it; what another run kept is not used. */
export function openStages(
  store: Store,
  { folder, of, clock }: { readonly folder: string; readonly of: string; readonly clock: Clock },
): Stages {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = (name: string): string => join(folder, name)
  return {
    async run<State>(name: string, tables: readonly string[], make: () => Promise<State>) {
      const [note, key] = [path(`${name}.json`), `${version} ${of}`]
      const kept = existsSync(note) ? parseKept<State>(readFileSync(note, 'utf8'), key) : undefined
      if (kept !== undefined) {
        for (const table of tables)
          await store.run(`create or replace table ${table} as select * from read_parquet(${text(path(`${table}.parquet`))})`)
        clock.resume(kept.seconds)
        return kept.state
      }
      rmSync(note, { force: true })
      const before = new Set(Object.keys(clock.seconds()))
      const state = await make()
      for (const table of tables) await store.run(`copy ${table} to ${text(path(`${table}.parquet`))} (format parquet)`)
      clock.end(name, () => {
        const seconds = Object.fromEntries(Object.entries(clock.seconds()).filter(([stage]) => !before.has(stage)))
        // Named only when it is whole: whoever is killed before finds no note, and makes the stage again.
        writeFileSync(`${note}.part`, JSON.stringify({ of: key, state, seconds }))
        renameSync(`${note}.part`, note)
      })
      return state
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A digest of files, by what is in them, and of what else decides what a run makes of them. */
export async function digestOf(files: readonly Input[], other: unknown): Promise<string> {
  const digest = createHash('sha256').update(JSON.stringify(other ?? null))
  for (const input of files) {
    const own = createHash('sha256')
    const file = typeof input === 'string' ? input : input.file
    refuseFolder(file)
    for await (const piece of createReadStream(file)) own.update(piece)
    // How a file is read hangs on what its name ends in; how rows are, on their columns.
    const how =
      typeof input === 'string' ? file.toLowerCase().endsWith('.parquet') : JSON.stringify([input.columns, input.longest])
    digest.update(`${how} ${own.digest('hex')}\n`)
  }
  return digest.digest('hex')
}
