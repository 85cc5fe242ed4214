import { drawDataFault, faultsOf } from '@convive/facts'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The packs of the installation are read when it is: with a fault in one nothing runs, and its author sees where it stands. */
async function main(): Promise<number> {
  try {
    const { run } = await import('./run.ts')
    return await run(process.argv.slice(2), {
      environment: process.env,
      say: (line) => process.stdout.write(`${line}\n`),
      warn: (line) => process.stderr.write(`${line}\n`),
    })
  } catch (error) {
    const faults = faultsOf(error)
    if (faults.length === 0) throw error
    for (const fault of faults) process.stderr.write(`${drawDataFault(fault, textOf(fault.file))}\n`)
    return 1
  }
}

function textOf(file: string): string | undefined {
  const path = join(import.meta.dirname, '../..', file)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

process.exitCode = await main()
