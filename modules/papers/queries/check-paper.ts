import { anyone } from '@convive/access'
import { query } from '@convive/commands'
import { lastDayOf, verifyPaper, verifyRefusals } from '@convive/credentials'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { isRevoked } from '../store/papers.ts'
import { publishedKeys } from '../store/signer.ts'

/** The public check of a paper: shows no more than the paper does, keeps nothing. */
export const checkPaper = query({
  name: 'papers/check-paper',
  about: 'Check a paper by the text of its QR code. The answer shows no more than the paper.',
  input: z.object({ text: z.string().max(20_000, 'papers/too-large') }),
  may: anyone(),
  refusals: ['papers/nothing-to-check', 'papers/too-large', 'papers/revoked', ...verifyRefusals],
  async run(reading) {
    if (reading.input.text.trim() === '') return refuse({ code: 'papers/nothing-to-check', at: 'text' })
    const checked = verifyPaper(reading.input.text, { keys: [await publishedKeys(reading.tx)], now: reading.now })
    if (!checked.ok) return checked
    const { fullName, number, mayWork, expires, issuer, face, statusIndex } = checked.value
    if (statusIndex !== undefined && (await isRevoked(reading.tx, statusIndex))) return refuse('papers/revoked')
    return ok({
      fullName,
      number,
      mayWork,
      authority: issuer,
      validUntil: lastDayOf(expires),
      face: face === undefined ? undefined : Buffer.from(face).toString('base64'),
    })
  },
})
