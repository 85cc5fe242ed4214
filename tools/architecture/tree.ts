import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'

/** Files by their path from the root of the repository, with `/`; a test plants a violation by making such a map by hand. */
export type Files = ReadonlyMap<string, string>

const roots = ['packages', 'modules', 'apps', 'tools', 'journeys', 'bench', 'jurisdictions']
const unread = new Set(['node_modules', 'build', 'dist', '.react-router', '.cache', 'coverage'])
const kinds = /\.(ts|tsx|sql|ya?ml|json)$/

/** Everything the checks read. The built browser bundle is read apart, because it is no source. */
export function readTree(root: string): Files {
  return new Map(roots.flatMap((name) => filesUnder(join(root, name), kinds)).map((path) => [fromRoot(root, path), read(path)]))
}

/** What a browser may be sent: the scripts beside the pages, and those of the page build as long as it leaves any. */
const bundleFolders = ['apps/web/public', 'apps/web/build/client'] as const

export function readBundle(root: string): Files {
  const sent = bundleFolders.flatMap((folder) => filesUnder(join(root, folder), /\.(js|mjs)$/))
  return new Map(sent.map((path) => [fromRoot(root, path), read(path)]))
}

function filesUnder(directory: string, wanted: RegExp): readonly string[] {
  return entriesOf(directory).flatMap((entry) => {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) return unread.has(entry.name) ? [] : filesUnder(path, wanted)
    return wanted.test(entry.name) ? [path] : []
  })
}

function entriesOf(directory: string): readonly { name: string; isDirectory(): boolean }[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
  } catch {
    return []
  }
}

function fromRoot(root: string, path: string): string {
  return relative(root, path).replaceAll('\\', '/')
}

function read(path: string): string {
  return readFileSync(path, 'utf8')
}
