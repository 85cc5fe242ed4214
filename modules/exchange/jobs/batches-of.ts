import { canonical } from '@convive/commands'
import type { ReadHousehold } from '../domain/read-household.ts'
import type { Importing } from './importing.ts'
import type { FileHousehold } from './open-file.ts'

/** A household on its way in. `mark` is the same whenever the same file, or the same household in another file, comes again. */
export type Candidate = FileHousehold & { readonly mark: Buffer }

export type CandidateBatch = { readonly number: number; readonly candidates: readonly Candidate[] }

/** Few enough to hold the locks of their keys for a moment only (ADR 21), many enough to share one flush of the disk. */
const householdsABatch = 40

/** The file as batches: the same each time it is gone through, so that an import goes on where it was stopped. */
export async function* batchesOf(households: AsyncIterable<FileHousehold>, importing: Importing): AsyncGenerator<CandidateBatch> {
  const markOf = marker(importing)
  let number = 0
  let candidates: Candidate[] = []
  for await (const { file, read } of households) {
    candidates.push({ file, read, mark: markOf(file.reference, read) })
    if (candidates.length < householdsABatch) continue
    yield { number, candidates }
    number += 1
    candidates = []
  }
  if (candidates.length > 0) yield { number, candidates }
}

/**
 * A keyed digest of what the household says, whatever its spelling of dates and columns. Two people who came alone and are alike in every
 * cell are two: the second has a mark of its own, and they wait for review as possible duplicates.
 */
function marker({ vault, import: { organisationId } }: Importing): (reference: string, read: ReadHousehold) => Buffer {
  const times = new Map<string, number>()
  return (reference, { input }) => {
    const first = vault.hmac('import', `${organisationId}\0${reference}\0${canonical(input)}`)
    if (reference !== '') return first.subarray(0, 20)
    const name = first.toString('base64')
    const before = times.get(name) ?? 0
    times.set(name, before + 1)
    return (before === 0 ? first : vault.hmac('import', `${name}\0${before}`)).subarray(0, 20)
  }
}
