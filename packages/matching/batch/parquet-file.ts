import { refuse } from '@convive/kernel'
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { refusalError } from '../refusal-error.ts'

/** Refuses what is no Parquet file: its first and last four bytes are always the same, and one that was cut off lacks the last. */
export function refuseOther(file: string): void {
  if (!isParquet(file)) throw refusalError(refuse({ code: 'matching/bad-parquet', with: { file } }))
}

function isParquet(file: string): boolean {
  const { size } = statSync(file)
  if (size < 12) return false
  const handle = openSync(file, 'r')
  const bytes = Buffer.alloc(8)
  readSync(handle, bytes, 0, 4, 0)
  readSync(handle, bytes, 4, 4, size - 4)
  closeSync(handle)
  return bytes.toString('latin1') === 'PAR1PAR1'
}
