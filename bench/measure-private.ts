import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { print } from './figures.ts'
import { runEngine } from './matching/engine.ts'
import { generate } from './matching/generate.ts'
import { handOut, type HandedOut } from './matching/hand-out.ts'
import { judge } from './matching/judge.ts'
import { readLabelled, sources } from './matching/labelled-files.ts'
import { readConcealedPeers } from './matching/parse-peer.ts'
import { printAttacks } from './private/attacks.ts'
import { runConcealed, type Way } from './private/run-concealed.ts'
import { splitOffices } from './private/split-offices.ts'

/**
 * Two offices and a neutral party: what is found by concealed keys, beside `convive match` on the same files in the open and anonlink on concealed ones
 * (`bench/peers/anonlink`), by the same judge. One
 * record file is split in two offices. A number says how many records each of two large files has, for the time.
 */
const data = join(process.env['CONVIVE_DATA'] ?? join(import.meta.dirname, '../../shared/data'), 'linkage')
const large = Number(process.argv[2] ?? 100_000)
const home = mkdtempSync(join(tmpdir(), 'convive-private-'))
const secret = new Uint8Array(randomBytes(32))

try {
  for (const source of sources.filter(({ name }) => ['clkhash', 'febrl3'].includes(name)))
    if (existsSync(join(data, source.files[0] ?? ''))) await measure(handOut(readLabelled(source, data), home), 'date_of_birth')
    else process.stdout.write(`${source.name}: skipped: no data\n`)
  await measure(await generated('A', 20_000), 'birth_date')
  await printAttacks(home, 20_000)
  await time(await generated('large', 2 * large))
} finally {
  rmSync(home, { recursive: true, force: true })
}

async function generated(name: string, records: number): Promise<HandedOut> {
  const paths = { input: join(home, `${name}.csv`), truth: join(home, `${name}.truth.csv`) }
  await generate({ generator: 'A', records, seed: 2 }, paths)
  return { name, inputs: [paths.input], truth: paths.truth }
}

async function measure(whole: HandedOut, birth: string): Promise<void> {
  const files = await splitOffices(whole, home)
  const open = runEngine(files.inputs, join(home, `${files.name}-open`))
  if (open.ok) await printJudged(`${files.name}: in the open`, files, open.pairs)
  else process.stdout.write(`${files.name}: not matched: ${open.why}\n`)
  for (const { settings, way, best, recallAtPrecision99 } of readConcealedPeers().get(whole.name) ?? [])
    print(
      `${files.name}: anonlink, ${settings}${way === 'one' ? ', one to one' : ''}, at the threshold that the truth chose`,
      `F1 ${best.f1.toFixed(4)}; precision ${best.precision.toFixed(4)}; recall at precision .99 ${recallAtPrecision99.toFixed(4)}`,
      'the peer',
    )
  const ways: readonly (readonly [string, Way])[] = [
    ['concealed', {}],
    ['concealed, one to one', { oneToOne: true }],
    ['concealed, salted', { salt: birth }],
    ['concealed, not hardened', { hardening: 'none' }],
    ['concealed, folded', { hardening: 'folded' }],
    ['concealed, folded and salted', { hardening: 'folded', salt: birth }],
  ]
  for (const [what, way] of ways) {
    const run = await runConcealed(files, way, { folder: home, secret })
    await printJudged(`${files.name}: ${what}${run.sparse > 0 ? ` (${run.sparse} left out)` : ''}`, files, run.pairs)
  }
}

async function printJudged(what: string, files: HandedOut, pairs: string): Promise<void> {
  const { judgement: j } = await judge(files.truth, pairs)
  const f1 = [j.at50.f1, j.at95.f1, j.best.f1].map((one) => one.toFixed(4)).join(' / ')
  print(
    what,
    `F1 ${f1}; precision ${j.at50.precision.toFixed(4)}; recall at precision .99 ${j.recallAtPrecision99.toFixed(4)}`,
    'none set',
  )
}

async function time(whole: HandedOut): Promise<void> {
  const files = await splitOffices(whole, home)
  for (const [what, way] of [
    ['concealed', {}],
    ['salted', { salt: 'birth_date' }],
  ] as const) {
    const { report, concealing, comparing, pairs } = await runConcealed(files, way, { folder: home, secret })
    const name = `2 × ${large}, ${what}`
    print(`${name}: concealing both / comparing`, `${concealing.toFixed(1)} / ${comparing.toFixed(1)} s`, 'none set')
    print(
      `${name}: compared a record; expected recall`,
      `${(report.compared / report.records[0]).toFixed(0)}; ${report.recall.toFixed(3)} at ${report.aim.toFixed(3)}`,
      'none set',
    )
    await printJudged(name, files, pairs)
  }
}
