import { readTree } from './architecture/tree.ts'
import { checkWords } from './packs/check-words.ts'

/** `node tools/check-packs.ts`: the law as data, judged before anybody relies on it. */
function main(): void {
  const files = readTree(new URL('..', import.meta.url).pathname)
  const faults = checkWords(files)
  for (const { path, line, says } of faults) console.log(`${path}${line === undefined ? '' : `:${line}`} ${says}`)
  const packs = [...files.keys()].filter((path) => path.startsWith('jurisdictions/')).length
  console.log(`${packs} files of packs, ${faults.length} faults`)
  process.exitCode = faults.length === 0 ? 0 : 1
}

main()
