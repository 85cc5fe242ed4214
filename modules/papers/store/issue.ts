import type { Work } from '@convive/commands'
import { endOf, issuePaper as sign } from '@convive/credentials'
import { crockford, epochDay, type CalendarDate, type PaperId } from '@convive/kernel'
import { displayName, findPhoto, loadFacts } from '@convive/registry'
import { createHash } from 'node:crypto'
import { insertPaper } from './papers.ts'
import { signerOf } from './signer.ts'
import { drawDecoy, drawStatusIndex } from './status-entries.ts'

/** What the adjudicator's approval asks to be issued. */
export type PaperOrder = {
  readonly personId: string
  readonly applicationId: string | null
  readonly kind: string
  readonly title: Readonly<Record<string, string>>
  readonly authority: string
  readonly mayWork: boolean
  readonly validUntil: CalendarDate
  readonly replaces?: string
}

/** What a paper says, as it is kept sealed with the person's key. */
export type PaperContent = {
  readonly fullName: string
  readonly title: Readonly<Record<string, string>>
  readonly authority: string
  readonly mayWork: boolean
  readonly number: string
  readonly validUntil: string
  readonly qr: string
  /** The printed photo, base64 JPEG. */
  readonly photo?: string
}

/** Issues a paper inside the command that decided on it. Returns its id; nothing when the person is not visible. */
export async function issuePaper(work: Work, order: PaperOrder): Promise<PaperId | undefined> {
  if (work.actor.kind !== 'member') return undefined
  const organisationId = work.actor.organisationId
  const known = (await loadFacts(work.tx, work.vault, { persons: [order.personId], upTo: 1 })).get(order.personId)
  if (known === undefined) return undefined
  const photo = await findPhoto(work.tx, order.personId)
  const signer = await signerOf(work, organisationId)
  const statusIndex = await drawStatusIndex(work, { organisationId })
  // One in eight: so positions are revoked on days on which no paper was.
  if ((work.random(1)[0] ?? 0) < 32) await drawDecoy(work, organisationId)
  const paperId = work.newId<'paper'>()
  const code = crockford(work.random(8))
  const number = `${code.slice(0, 4)}-${code.slice(4)}`
  const fullName = displayName(known.facts)
  const face = photo === undefined ? undefined : known.key.open(`registry.face/${photo.photoId}`, photo.faceSealed)
  const qr = sign(
    {
      issuer: order.authority,
      number,
      fullName,
      mayWork: order.mayWork,
      issuedAt: epochDay(work.today) * 86_400,
      expires: endOf(order.validUntil),
      statusIndex,
      ...(face === undefined ? {} : { face: Uint8Array.from(face) }),
    },
    signer,
  )
  const content: PaperContent = {
    fullName,
    title: order.title,
    authority: order.authority,
    mayWork: order.mayWork,
    number,
    validUntil: order.validUntil,
    qr,
    ...(photo === undefined ? {} : { photo: known.key.open(`registry.photo/${photo.photoId}`, photo.sealed).toString('base64') }),
  }
  const sealed = known.key.seal(`papers.paper/${paperId}`, Buffer.from(JSON.stringify(content)))
  await insertPaper(work.tx, {
    personId: order.personId,
    paperId,
    organisationId,
    applicationId: order.applicationId,
    kind: order.kind,
    number,
    statusIndex,
    sealed,
    issued: work.today,
    validUntil: order.validUntil,
    replaces: order.replaces ?? null,
    revokedOn: null,
    revokedWhy: null,
  })
  work.journal(order.personId, {
    fields: [`paper/${order.kind}`],
    digests: { [`paper/${paperId}`]: createHash('sha256').update(sealed).digest('hex') },
  })
  work.tell('papers/paper-issued', { personId: order.personId, paperId })
  return paperId
}
