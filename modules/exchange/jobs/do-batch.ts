import { dayIn, refuse, type Result } from '@convive/kernel'
import { judgeHousehold } from '@convive/registry'
import { refusedLines, registeredLines, sameLines, type ReportLine } from '../domain/report-line.ts'
import { keepBatch, knownMarks } from '../store/reports.ts'
import type { Candidate, CandidateBatch } from './batches-of.ts'
import { leaseSeconds, type Importing } from './importing.ts'
import { parseRegistered } from './parse-registered.ts'

type Outcome = {
  readonly lines: readonly ReportLine[]
  /** Registered now, or ready to be. */
  readonly counts?: true
  readonly householdId?: string
  readonly likely?: number
}

/** Registers the households of one batch and keeps what became of each row. False when the import was cancelled or is not ours any more. */
export async function doBatch(importing: Importing, { number, candidates }: CandidateBatch): Promise<boolean> {
  const { database, session, vault, worker, import: one } = importing
  const known = await database.transaction(session, (tx) =>
    knownMarks(
      tx,
      candidates.map(({ mark }) => mark),
    ),
  )
  const settled = new Map<Candidate, Outcome>()
  for (const candidate of candidates) {
    const { file, read, mark } = candidate
    if (read.faults.length > 0) settled.set(candidate, { lines: refusedLines(file, read.names, read.faults) })
    else if (known.has(mark.toString('hex'))) settled.set(candidate, { lines: sameLines(file, 'already') })
    else if (one.dryRun) settled.set(candidate, judged(importing, candidate))
  }
  const toSend = candidates.filter((candidate) => !settled.has(candidate))
  const answers = await sendAll(importing, toSend)
  for (const [at, candidate] of toSend.entries())
    settled.set(candidate, outcomeOf(importing, candidate, answers[at] ?? refuse('commands/out-of-order')))
  const outcomes = candidates.map((candidate) => ({ mark: candidate.mark, ...(settled.get(candidate) ?? { lines: [] }) }))
  return database.transaction(session, (tx) =>
    keepBatch(
      { tx, vault },
      {
        importId: one.importId,
        organisationId: one.organisationId,
        worker,
        number,
        leaseSeconds,
        lines: outcomes.flatMap(({ lines }) => lines),
        households: outcomes.filter(({ counts }) => counts).length,
        likely: outcomes.reduce((sum, { likely = 0 }) => sum + likely, 0),
        marks: outcomes.flatMap(({ mark, householdId }) => (householdId === undefined ? [] : [{ mark, householdId }])),
      },
    ),
  )
}

function judged({ actor, clock, timeZone, place }: Importing, { file, read }: Candidate): Outcome {
  const judgement = judgeHousehold(read.input, { today: dayIn(clock(), timeZone), by: actor.memberId })
  if (judgement.ok) return { lines: sameLines(file, 'ready'), counts: true }
  return { lines: refusedLines(file, read.names, judgement.refusals.map(place)) }
}

function outcomeOf({ place }: Importing, { file, read }: Candidate, answer: Result<unknown>): Outcome {
  if (!answer.ok) return { lines: refusedLines(file, read.names, answer.refusals.map(place)) }
  const made = parseRegistered(answer.value)
  const lines = registeredLines(file, made)
  return { lines, counts: true, householdId: made.householdId, likely: lines.filter((line) => line.likely).length }
}

/**
 * Through the ordinary command, all in one transaction. An exception undoes them all: then one by one, so that one household that cannot
 * be written keeps no other out. Without a database it is no household's fault: the import waits.
 */
async function sendAll(importing: Importing, candidates: readonly Candidate[]): Promise<readonly Result<unknown>[]> {
  if (candidates.length === 0) return []
  try {
    return await send(importing, candidates)
  } catch (error) {
    const answers: Result<unknown>[] = []
    for (const candidate of candidates) {
      if (!(await importing.database.answers(5000))) throw error
      answers.push(
        (await send(importing, [candidate]).catch(() => [refuse('commands/out-of-order')]))[0] ?? refuse('commands/out-of-order'),
      )
    }
    return answers
  }
}

function send({ dispatcher, actor, timeZone }: Importing, candidates: readonly Candidate[]): Promise<readonly Result<unknown>[]> {
  return dispatcher.dispatchMany(
    'registry/register-household',
    candidates.map(({ read, mark }) => ({ key: `import-${mark.toString('hex')}`, input: read.input })),
    { actor, timeZone, source: { address: 'import' } },
  )
}
