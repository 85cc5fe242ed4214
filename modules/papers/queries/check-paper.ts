import { anyone } from '@convive/access'
import { query } from '@convive/commands'
import { lastDayOf, readPhoto, verifyPaper, verifyRefusals } from '@convive/credentials'
import { ok, refuse, type Result } from '@convive/kernel'
import { z } from 'zod'
import { isRevoked } from '../store/papers.ts'
import { publishedKeys } from '../store/signer.ts'

/** The public check of a paper: shows no more than the paper does, keeps nothing. */
export const checkPaper = query({
  name: 'papers/check-paper',
  about:
    'Check a paper by the text of its QR code, or by a photo of it (JPEG or PNG, base64). The answer shows no more than the paper.',
  input: z.object({
    text: z.string().max(20_000, 'papers/too-large').default(''),
    photo: z.base64().max(12_000_000, 'papers/photo-too-large').default(''),
  }),
  takesFile: true,
  may: anyone(),
  refusals: [
    'papers/nothing-to-check',
    'papers/too-large',
    'papers/revoked',
    'papers/photo-type',
    'papers/photo-too-large',
    'papers/no-code-seen',
    ...verifyRefusals,
  ],
  async run(reading) {
    const read = await codeOf(reading.input)
    if (!read.ok) return read
    const checked = verifyPaper(read.value, { keys: [await publishedKeys(reading.tx)], now: reading.now })
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

/** What was typed or pasted counts before a photo. */
async function codeOf({ text, photo }: { readonly text: string; readonly photo: string }): Promise<Result<string>> {
  if (text.trim() !== '') return ok(text)
  return photo === '' ? refuse({ code: 'papers/nothing-to-check', at: 'text' }) : readPhoto(Buffer.from(photo, 'base64'))
}
