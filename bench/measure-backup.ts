import { makeDemoHere, openInstallation, readConfig, type Installation } from '@convive/server'
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { print } from './figures.ts'

/**
 * Backup and restore of so many persons as an operator types them, each in a process of its own: `npm run bench backup 20000`. A quarter is measured
 * first, so that one sees whether memory grows with the registry. Times are those the command tells, without the start of its process; the restore
 * counts the start of an empty PostgreSQL too.
 */
const persons = Number(process.argv[2] ?? 4000)
const folder = mkdtempSync(join(tmpdir(), 'convive-bench-'))
chmodSync(folder, 0o755)
const home = join(folder, 'home')
const commandLine = join(import.meta.dirname, '../apps/command/main.ts')
/** Tells at the end how much memory the process ever held, in kilobytes. */
const tellMemory =
  'data:text/javascript,process.on("exit",()=>process.stderr.write(`\\nheld ${process.resourceUsage().maxRSS}\\n`))'

const { DATABASE_OWNER_URL: _elsewhere, ...withoutDatabase } = process.env

type Run = { readonly seconds: number; readonly megabytes: number }

async function convive(parameters: readonly string[], environment: Readonly<Record<string, string>>): Promise<Run> {
  const child = spawn(process.execPath, ['--import', tellMemory, commandLine, ...parameters], {
    env: { ...withoutDatabase, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()))
  child.stdout.on('data', (piece: Buffer) => (said += piece.toString()))
  const code = await new Promise<number | null>((done) => child.once('close', done))
  if (code !== 0) throw new Error(`convive ${parameters[0]} ended with ${code}: ${said}`)
  return { seconds: Number(/, ([\d.]+) s$/m.exec(said)?.[1]), megabytes: Number(/held (\d+)/.exec(said)?.[1]) / 1024 }
}

/** So many made-up persons of two offices; those of an earlier call are among them. */
async function make(people: number): Promise<number> {
  const environment = { ...withoutDatabase, CONVIVE_HOME: home }
  const made = await makeDemoHere({
    people,
    share: 0.25,
    seed: 7,
    environment,
    progress: () => {},
    signal: new AbortController().signal,
  })
  if ('fault' in made) throw new Error('people are registered here for real')
  return made.held.reduce((sum, one) => sum + one, 0)
}

async function measure(wanted: number, name: string): Promise<void> {
  const count = await make(wanted)
  const installation = await openInstallation(readConfig([], { CONVIVE_HOME: home }))
  try {
    await measureBoth(installation, count, name)
  } finally {
    await installation.close()
  }
}

async function measureBoth(installation: Installation, count: number, name: string): Promise<void> {
  const file = join(folder, `${name}.backup`)
  const made = await convive(['backup', file], { CONVIVE_HOME: home, DATABASE_OWNER_URL: installation.credentials.ownerUrl })
  const restored = join(folder, `restored-${name}`)
  const back = await convive(['restore', file, '--key', join(home, 'backup-keys'), '--erased', 'none'], {
    CONVIVE_HOME: restored,
  })
  rmSync(restored, { recursive: true, force: true })
  const rate = (run: Run): string => `${Math.round(count / run.seconds)} persons/s, ${run.seconds.toFixed(1)} s`
  const size = `${(statSync(file).size / count / 1024).toFixed(1)} KB a person`
  print(`${count} persons: backup`, `${rate(made)}, ${size}`, '≥ 25,000 persons/s')
  print(`${count} persons: restore, search keys rebuilt, journal verified`, rate(back), '≥ 4,000 persons/s')
  print(
    `${count} persons: memory held, backup / restore`,
    `${made.megabytes.toFixed(0)} / ${back.megabytes.toFixed(0)} MB`,
    'flat',
  )
}

try {
  await measure(persons / 4, 'quarter')
  await measure(persons, 'all')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
