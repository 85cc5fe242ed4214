import type { Vault } from '@convive/access'
import { sql, type Session, type Transaction } from '@convive/database'
import type { Module } from './define.ts'
import { forgetPerson } from './forget.ts'
import { appendEntry } from './journal.ts'

/** One person who was erased, by ids, days and a code. */
export type Erased = {
  readonly personId: string
  readonly organisationId: string
  readonly ground: string
  readonly askedBy: string
  readonly asked: string
  readonly erasedBy: string
  readonly erased: string
}

/** Everybody who was ever erased here, read as the owner. */
export async function erasedPersons(tx: Transaction): Promise<readonly Erased[]> {
  return tx.rows(sql<Erased>`select person_id as "personId", organisation_id as "organisationId", ground, asked_by as "askedBy", asked::text as asked,
    erased_by as "erasedBy", erased::text as erased from access.erasure where erased is not null order by erased, person_id`)
}

/**
 * Erases again whoever came back with a backup, by the same statements as the first time and in the name of the same two members.
 * Works as the owner; `speakFor` sets the session. Says how many there were.
 */
export async function eraseAgain(
  modules: readonly Module[],
  around: { readonly tx: Transaction; readonly vault: Vault; readonly speakFor: (session: Session) => Promise<void> },
  { erased, now }: { readonly erased: readonly Erased[]; readonly now: Date },
): Promise<number> {
  const { tx, vault } = around
  const ids = erased.map((one) => one.personId)
  const rows = await tx.rows(sql<{
    id: string
  }>`select stream_id as id from journal.stream s where s.stream_id = any (${ids}::uuid[])
    and not exists (select from access.erasure e where e.person_id = s.stream_id and e.erased is not null)`)
  const back = new Set(rows.map((row) => row.id))
  for (const one of erased.filter(({ personId }) => back.has(personId))) {
    const organisation = one.organisationId
    await around.speakFor({ actor: one.erasedBy, grantee: organisation, organisation, purpose: 'registration' })
    await tx.run(sql`insert into access.erasure (person_id, organisation_id, ground, asked_by, asked)
      values (${one.personId}, ${organisation}, ${one.ground}, ${one.askedBy}, ${one.asked})
      on conflict (person_id) do update set asked_by = excluded.asked_by, asked = excluded.asked, ground = excluded.ground`)
    const who = { personId: one.personId, at: new Date(one.erased) }
    if (!(await forgetPerson(modules, { tx, vault, repeated: true }, who)))
      throw new Error(`backup/erasure-failed: ${one.personId} was erased after this backup and could not be erased again`)
    await appendEntry(tx, one.personId, {
      at: now.toISOString(),
      command: 'registry/erase-person',
      key: 'restore',
      actor: one.erasedBy,
      kind: 'member',
      organisation,
      purpose: 'registration',
      fields: ['erased', 'restore'],
      reason: one.ground,
      ends: true,
    })
  }
  return back.size
}
