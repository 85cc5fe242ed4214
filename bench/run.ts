import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { asStarted, machine } from './figures.ts'

/** Runs every measurement, or those named: `npm run bench`, `npm run bench start pages`; a number says of what size: `npm run bench backup 20000`. */
const folder = import.meta.dirname
const given = process.argv.slice(2)
const sizes = given.filter((one) => /^\d+$/.test(one))
const asked = given.filter((one) => !sizes.includes(one))
const known = readdirSync(folder)
  .filter((name) => name.startsWith('measure-') && name.endsWith('.ts'))
  .map((name) => name.slice('measure-'.length, -'.ts'.length))
const stranger = asked.find((name) => !known.includes(name))
if (stranger !== undefined) {
  process.stderr.write(`${stranger} is not a measurement. Known: ${known.join(', ')}\n`)
  process.exit(2)
}
process.stdout.write(`${new Date().toISOString().slice(0, 10)} · ${machine()}\n`)
if ((loadavg()[0] ?? 0) > cpus().length / 2)
  process.stdout.write('The machine is busy with something else: believe no time below, only shares, sizes and counts.\n')
let failed = 0
for (const name of asked.length > 0 ? asked : known) {
  const { status } = spawnSync(process.execPath, [...asStarted, join(folder, `measure-${name}.ts`), ...sizes], {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (status !== 0) failed += 1
}
process.exitCode = failed === 0 ? 0 : 1
