import { faultsOf } from '@convive/facts'
import { globSync } from 'node:fs'
import { join, relative } from 'node:path'

import { readTree } from './architecture/tree.ts'
import type { Fault } from './architecture/project.ts'
import { checkWords } from './packs/check-words.ts'

const root = join(import.meta.dirname, '..')

/** `node tools/check-packs.ts`: the law as data, judged before anybody relies on it. */
async function main(): Promise<void> {
  const files = readTree(root)
  const words = checkWords(files)
  // Packs that cannot be read cannot be judged: the words' places come first.
  const faults = words.length > 0 ? words : await checkLaw()
  for (const { path, line, says } of faults) console.log(`${path}${line === undefined ? '' : `:${line}`} ${says}`)
  const packs = [...files.keys()].filter((path) => path.startsWith('jurisdictions/')).length
  console.log(`${packs} files of packs, ${faults.length} faults`)
  process.exitCode = faults.length === 0 ? 0 : 1
}

/**
 * Every pack loads, every condition cites a source, every worked case comes out as it says, and the cases notice when a condition
 * is changed.
 */
async function checkLaw(): Promise<readonly Fault[]> {
  try {
    const { checkPackFolders } = await import('@convive/procedures')
    const folders = globSync('jurisdictions/*', { cwd: root }).map((folder) => join(root, folder))
    const { faults, weak } = checkPackFolders(folders)
    return [...faults, ...weak].map(({ file, line, message }): Fault => ({ path: relative(root, file), line, says: message }))
  } catch (error) {
    const faults = faultsOf(error).map(({ file, line, message }): Fault => ({ path: file, line, says: message }))
    return faults.length > 0 ? faults : [{ path: 'jurisdictions', says: error instanceof Error ? error.message : String(error) }]
  }
}

await main()
