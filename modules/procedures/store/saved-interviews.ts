import { openWith, sealWith } from '@convive/access'
import { sql, type Transaction } from '@convive/database'
import { crockford, readCrockford, type CalendarDate } from '@convive/kernel'
import { createSecretKey, hkdfSync } from 'node:crypto'

/** Signs of a code: five bits each, a hundred in all. Nobody tries them out, not even with the database in hand. */
export const codeLength = 20

const context = 'procedures.saved-interview'

/** A new code and, as people read it, in groups. */
export function newCode(random: (bytes: number) => Uint8Array): { readonly code: string; readonly told: string } {
  const code = crockford(random(codeLength))
  return { code, told: code.replaceAll(/(.{4})(?=.)/gu, '$1 ') }
}

export async function saveSealed(
  tx: Transaction,
  {
    code,
    kept,
    until,
    today,
  }: { readonly code: string; readonly kept: unknown; readonly until: CalendarDate; readonly today: CalendarDate },
): Promise<void> {
  const sealed = sealWith(keyOf(code), { context, plain: Buffer.from(JSON.stringify(kept)) })
  await tx.run(sql`select procedures.save_interview(${lookupOf(code)}, ${sealed}, ${until}::date, ${today}::date)`)
}

/** What this code opens, if anything. */
export async function openSaved(
  tx: Transaction,
  code: string,
  today: CalendarDate,
): Promise<{ readonly kept: unknown; readonly until: string } | undefined> {
  if (code.length !== codeLength) return undefined
  const row = await tx.first(
    sql<{
      sealed: Buffer
      until: string
    }>`select sealed, expires::text as until from procedures.open_saved_interview(${lookupOf(code)}, ${today}::date)`,
  )
  if (row === undefined) return undefined
  return { kept: JSON.parse(openWith(keyOf(code), context, row.sealed).toString()), until: row.until }
}

export async function forgetSaved(tx: Transaction, code: string): Promise<boolean> {
  const row = await tx.first(sql<{ gone: boolean }>`select procedures.forget_saved_interview(${lookupOf(code)}) as gone`)
  return row?.gone === true
}

export { readCrockford as readCode }

/** RFC 5869: what finds the row and what opens it are derived apart, so that the row says nothing about the key. */
function derive(code: string, use: 'lookup' | 'key'): Buffer {
  return Buffer.from(hkdfSync('sha256', code, '', `${context}/${use}`, 32))
}

function lookupOf(code: string): Buffer {
  return derive(code, 'lookup')
}

function keyOf(code: string): ReturnType<typeof createSecretKey> {
  return createSecretKey(derive(code, 'key'))
}
