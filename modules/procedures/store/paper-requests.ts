import type { PersonKey } from '@convive/access'
import { sql, type Transaction } from '@convive/database'
import type { CalendarDate } from '@convive/kernel'
import type { PapersAsked } from '../domain/deadlines/deadlines-of.ts'
import { parseAsked, type AskedInWords } from './parse-asked.ts'

export type PaperRequest = {
  readonly personId: string
  readonly requestId: string
  readonly applicationId: string
  readonly requirements: readonly string[]
  readonly missing: readonly string[]
  readonly asked: CalendarDate
  readonly askedBy: string
  readonly until: CalendarDate
  readonly sealed: Buffer
  readonly ended: CalendarDate | null
}

const columns =
  sql.raw(`person_id as "personId", request_id as "requestId", application_id as "applicationId", requirements, missing,
  asked::text, asked_by as "askedBy", until::text, sealed, ended::text`)

export async function insertRequest(tx: Transaction, one: PaperRequest): Promise<void> {
  await tx.run(sql`insert into procedures.paper_request (person_id, request_id, application_id, requirements, missing, asked, asked_by, until, sealed)
    values (${one.personId}, ${one.requestId}, ${one.applicationId}, ${[...one.requirements]}::text[], ${[...one.missing]}::text[], ${one.asked},
      ${one.askedBy}, ${one.until}, ${one.sealed})`)
}

export async function requestsOf(tx: Transaction, applicationId: string): Promise<readonly PaperRequest[]> {
  return tx.rows(
    sql<PaperRequest>`select ${columns} from procedures.paper_request where application_id = ${applicationId} order by request_id desc`,
  )
}

/** Of several applications, what is still waited for. */
export async function waitingRequests(tx: Transaction, applications: readonly string[]): Promise<readonly PaperRequest[]> {
  return tx.rows(sql<PaperRequest>`select ${columns} from procedures.paper_request
    where application_id = any (${[...applications]}::uuid[]) and ended is null`)
}

export async function findRequest(tx: Transaction, requestId: string): Promise<PaperRequest | undefined> {
  return tx.first(sql<PaperRequest>`select ${columns} from procedures.paper_request where request_id = ${requestId}`)
}

export async function endRequest(tx: Transaction, { personId, requestId }: PaperRequest, on: string): Promise<void> {
  await tx.run(
    sql`update procedures.paper_request set ended = ${on} where person_id = ${personId} and request_id = ${requestId} and ended is null`,
  )
}

/** A paper came: it is missing no more, and with the last one a request has its end. True when any was waiting for it. */
export async function notePaper(
  tx: Transaction,
  { personId, applicationId, requirement, on }: Readonly<Record<'personId' | 'applicationId' | 'requirement' | 'on', string>>,
): Promise<boolean> {
  return (
    (await tx.run(sql`update procedures.paper_request set missing = array_remove(missing, ${requirement}::text),
        ended = case when array_remove(missing, ${requirement}::text) = '{}' then ${on}::date end
      where application_id = ${applicationId} and person_id = ${personId} and ended is null and ${requirement}::text = any (missing)`)) >
    0
  )
}

/** When the clock stood still, also for what was asked of others who apply together. */
export async function stopsOf(tx: Transaction, applicationId: string): Promise<readonly PapersAsked[]> {
  const rows = await tx.rows(sql<{
    asked: CalendarDate
    until: CalendarDate
    ended: CalendarDate | null
  }>`select asked::text, until::text, ended::text
    from procedures.stops_of(${applicationId}::uuid)`)
  return rows.map(({ ended, ...one }) => ({ ...one, ended: ended ?? undefined }))
}

export function sealWords(key: PersonKey, requestId: string, words: AskedInWords): Buffer {
  return key.seal(contextOf(requestId), Buffer.from(JSON.stringify(words)))
}

export function openWords(key: PersonKey, { requestId, sealed }: PaperRequest): AskedInWords {
  return parseAsked(key.open(contextOf(requestId), sealed))
}

function contextOf(requestId: string): string {
  return `procedures.paper_request/${requestId}`
}
