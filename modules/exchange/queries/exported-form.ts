import { members } from '@convive/access'
import { getOrganisation } from '@convive/accounts'
import { query, type Reading } from '@convive/commands'
import { dayIn, ok, refuse } from '@convive/kernel'
import { displayName, loadFacts, membersOf } from '@convive/registry'
import { z } from 'zod'
import { leftOpen, writeHousehold } from '../domain/resettlement/write-household.ts'
import { writeForm } from '../domain/resettlement/write-form.ts'
import { formCodes, labelOf } from '../store/form-codes.ts'
import { findHandover } from '../store/handovers.ts'

/** How long the file is there, in milliseconds. */
const hour = 3_600_000

/** The file of a handover, as the record is now, and what the form cannot hold. Restricted details are never in it. */
export const exportedForm = query({
  name: 'exchange/exported-form',
  about:
    "UNHCR's resettlement form of a household that you noted to hand over within the last hour (base64), what the form cannot hold, and what it asks and stays open.",
  input: z.object({ exportId: z.uuid() }),
  may: members('protection_officer').onPersonsTheyServe().forPurpose('protection'),
  refusals: ['exchange/export-not-found', 'exchange/export-over'],
  async run(reading) {
    const { tx, vault, actor, now, input } = reading
    const found = await findHandover(tx, input.exportId)
    if (found === undefined || actor.kind !== 'member' || found.memberId !== actor.memberId)
      return refuse('exchange/export-not-found')
    if (now.getTime() - found.made.getTime() > hour) return refuse('exchange/export-over')
    // Nobody who came since, and nobody who has left.
    const rows = (await membersOf(tx, found.householdId)).filter(({ personId }) => found.persons.includes(personId))
    const known = await loadFacts(tx, vault, { persons: rows.map(({ personId }) => personId), upTo: 2 })
    if (rows.length === 0 || known.size !== rows.length) return refuse('exchange/export-not-found')
    reading.shows(...rows.map(({ personId }) => personId))
    const { country, timeZone, organisationId } = await getOrganisation(tx)
    const guidOf = (name: string): string => guidFrom(vault, `${organisationId}\0${name}`)
    const household = {
      guid: guidOf(`household/${found.householdId}`),
      country,
      guidOf,
      members: rows.map(({ personId, number, registered, relation }) => ({
        guid: guidOf(`person/${personId}`),
        number,
        registered: dayIn(registered, timeZone),
        relation: relation ?? 'unknown',
        facts: known.get(personId)?.facts ?? {},
      })),
    }
    const { version } = found
    const { written, left } = writeHousehold(household, { version, codes: formCodes })
    const names = rows.map(({ personId, number }) => displayName(known.get(personId)?.facts ?? {}) || number)
    return ok({
      householdId: found.householdId,
      version,
      name: `rrf-${version}-${rows[0]?.number ?? ''}.xml`,
      file: Buffer.from(writeForm(written, version, formCodes)).toString('base64'),
      persons: names.map((name, person) => ({
        name,
        left: left.flatMap((one) => (one.person === person ? [{ fact: one.fact, label: labelOf(one.fact), why: one.why }] : [])),
      })),
      open: leftOpen[version],
    })
  },
})

/** A GUID (RFC 9562, version 8) that says nothing to others and is the same each time. */
function guidFrom(vault: Reading['vault'], name: string): string {
  const bytes = Buffer.from(vault.hmac('resettlement-form', name).subarray(0, 16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
