import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const root = new URL('..', import.meta.url).pathname

/** One thing that is checked: its name, the program and its arguments. `node` is the one that runs this. */
type Step = { readonly name: string; readonly run: readonly [string, ...string[]]; readonly needs?: string }

const steps: readonly Step[] = [
  { name: 'format', run: ['oxfmt', '--check'] },
  { name: 'lint', run: ['oxlint', '--format', 'unix'] },
  { name: 'types', run: ['tsc', '-p', '.'] },
  { name: 'dead code', run: ['knip', '--no-progress', '--no-config-hints'] },
  { name: 'page build', run: ['node', 'apps/web/build.ts'], needs: 'apps/web/build.ts' },
  { name: 'architecture', run: ['node', 'tools/architecture/check-architecture.ts'] },
  { name: 'texts', run: ['node', 'tools/architecture/check-architecture.ts', 'texts'] },
  { name: 'packs', run: ['node', 'tools/check-packs.ts'], needs: 'tools/check-packs.ts' },
]

/** `npm run check [step …]`: every step runs, whatever happened before it; what a step says is shown only when it fails. */
function main(asked: readonly string[]): void {
  const wanted = steps.filter(({ name }) => asked.length === 0 || asked.includes(name))
  const failed = wanted.filter((step) => !passes(step))
  console.log(failed.length === 0 ? `${wanted.length} steps passed` : `failed: ${failed.map(({ name }) => name).join(', ')}`)
  process.exitCode = failed.length === 0 && wanted.length > 0 ? 0 : 1
}

function passes({ name, run: [program, ...given], needs }: Step): boolean {
  if (needs !== undefined && !existsSync(join(root, needs))) {
    console.log(`no    ${name.padEnd(14)} ${needs} is missing`)
    return false
  }
  const start = performance.now()
  const local = join(root, 'node_modules/.bin')
  const { status, stdout, stderr } = spawnSync(program === 'node' ? process.execPath : join(local, program), given, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, PATH: `${local}${delimiter}${process.env['PATH'] ?? ''}` },
  })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const last = stdout.trim().split('\n').at(-1) ?? ''
  if (status === 0)
    console.log(
      `ok    ${name.padEnd(14)} ${seconds.padStart(5)} s  ${name === 'architecture' || name === 'packs' ? last : ''}`.trimEnd(),
    )
  else console.log(`no    ${name.padEnd(14)} ${seconds.padStart(5)} s\n${indented(stdout + (stderr ?? ''))}`)
  return status === 0
}

function indented(text: string): string {
  return text
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('npm warn'))
    .map((line) => `      ${line}`)
    .join('\n')
}

main(process.argv.slice(2))
