import { folderOf, isForTests, roomOf } from '../rooms.ts'
import { targetOf, type Fault, type Project, type Rule } from '../project.ts'
import type { Source } from '../source.ts'

const purePackages = ['kernel', 'facts', 'feel', 'rules', 'forms', 'disclosure']
/** Hashing is a function of its input; nothing else of Node is. */
const mayHash = new Set(['matching', 'disclosure', 'credentials'])
const worldly = new Set([
  'Date.now',
  'Math.random',
  'process',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'performance',
  'globalThis',
  'crypto',
])
const hashing = new Set(['hash', 'createHash', 'createHmac', 'timingSafeEqual', 'hkdfSync'])
const ioPackages = new Set(['packages/database', 'packages/access', 'packages/commands', 'packages/ui'])

/** Domain code has no clock, no chance, no input or output and waits for nothing: all of it comes in as arguments. */
export const pureDomain: Rule = {
  name: 'pure domain',
  check: (project) => project.sources.filter((source) => isPure(source.path)).flatMap((source) => faultsOf(project, source)),
}

/** These files are about threads, or wait for what runs on them. */
const threads = ['packages/rules/backends/threads/', 'packages/rules/simulate/run/']

function isPure(path: string): boolean {
  if (threads.some((folder) => path.startsWith(folder))) return false
  if (isForTests(path) || /(^|\/)load-[^/]+\.ts$/.test(path)) return false
  const room = roomOf(path)
  return folderOf(path) === 'domain' || (room.kind === 'package' && purePackages.includes(room.name))
}

function faultsOf(project: Project, source: Source): readonly Fault[] {
  const at = (line: number, says: string): Fault => ({ path: source.path, line, says })
  const imports = source.imports.flatMap((one) => {
    if (one.from.startsWith('node:'))
      return one.typeOnly || nodeIsAllowed(source, one.from, one.names)
        ? []
        : [at(one.line, `imports ${one.from}: domain code is pure`)]
    const target = one.typeOnly ? undefined : targetOf(project, source, one)
    if (target === undefined) return []
    const leaves = ioPackages.has(roomOf(target).folder) || /^modules\/[^/]+\/(store|commands|queries|pages|jobs)\//.test(target)
    return leaves ? [at(one.line, `imports ${one.from}: domain code knows no storage, no commands and no pages`)] : []
  })
  const clocks = source.calls
    .filter((call) => call.kind === 'new' && call.callee === 'Date' && call.count === 0)
    .map((call) => at(call.line, 'reads the clock with new Date(): take the day as an argument'))
  const names = source.names
    .filter(({ name }) => worldly.has(name))
    .map(({ name, line }) => at(line, `reads ${name}: take it as an argument`))
  const awaits = source.awaits.map((line) => at(line, 'waits for something: domain code does not'))
  return [...imports, ...clocks, ...names, ...awaits]
}

function nodeIsAllowed(source: Source, from: string, names: readonly string[]): boolean {
  return from === 'node:crypto' && mayHash.has(roomOf(source.path).name) && names.every((name) => hashing.has(name))
}
