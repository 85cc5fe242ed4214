import { anyone } from '@convive/access'
import { query } from '@convive/commands'
import { verifyPaper, verifyRefusals } from '@convive/credentials'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { publishedKeys } from '../store/issue.ts'
import { revokedEntries } from '../store/papers.ts'

/** The public check of a paper: shows no more than the paper does, keeps nothing. */
export const checkPaper = query({
  name: 'papers/check-paper',
  about: 'Check a paper by the text of its QR code. The answer shows no more than the paper.',
  input: z.object({ text: z.string().max(20_000, 'papers/too-large') }),
  may: anyone(),
  refusals: ['papers/nothing-to-check', 'papers/too-large', ...verifyRefusals],
  async run(reading) {
    if (reading.input.text.trim() === '') return refuse({ code: 'papers/nothing-to-check', at: 'text' })
    const revoked = new Set(await revokedEntries(reading.tx))
    const checked = verifyPaper(reading.input.text, {
      keys: [await publishedKeys(reading.tx)],
      now: reading.now,
      isRevoked: (index) => revoked.has(index),
    })
    if (!checked.ok) return checked
    const { fullName, number, mayWork, expires, issuer, face } = checked.value
    return ok({
      fullName,
      number,
      mayWork,
      authority: issuer,
      validUntil: new Date((expires - 1) * 1000).toISOString().slice(0, 10),
      face: face === undefined ? undefined : Buffer.from(face).toString('base64'),
    })
  },
})
