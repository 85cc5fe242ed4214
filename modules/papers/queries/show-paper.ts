import { either, members, personThemselves } from '@convive/access'
import { query } from '@convive/commands'
import { qrSvg } from '@convive/credentials'
import { ok, refuse } from '@convive/kernel'
import { loadFacts } from '@convive/registry'
import { z } from 'zod'
import { isOurs } from '../domain/judge-reissue.ts'
import { findPaper, replacementOf } from '../store/papers.ts'
import { parseContent } from '../store/parse-content.ts'

/** A paper on a screen: what it says and its code, to show without printing. */
export const showPaper = query({
  name: 'papers/show-paper',
  about: 'A paper with its QR code as SVG and as text.',
  input: z.object({ paperId: z.uuid() }),
  may: either(personThemselves(), members('case_officer', 'adjudicator', 'registrar').onPersonsTheyServe().forPurpose('papers')),
  refusals: ['papers/paper-not-found'],
  async run(reading) {
    const paper = await findPaper(reading.tx, reading.input.paperId)
    const known =
      paper === undefined
        ? undefined
        : (await loadFacts(reading.tx, reading.vault, { persons: [paper.personId], upTo: 1 })).get(paper.personId)
    if (paper === undefined || known === undefined) return refuse('papers/paper-not-found')
    reading.shows(paper.personId)
    const content = parseContent(known.key.open(`papers.paper/${paper.paperId}`, paper.sealed))
    const state =
      paper.revokedOn !== null ? 'revoked' : paper.validUntil !== null && paper.validUntil < reading.today ? 'expired' : 'valid'
    const { fullName, mayWork, validUntil, number, qr, photo } = content
    return ok({
      paperId: paper.paperId,
      fullName,
      mayWork,
      validUntil,
      number,
      state,
      issued: paper.issued,
      revokedWhy: paper.revokedWhy,
      replacedBy: await replacementOf(reading.tx, paper),
      isOurs: isOurs(paper, reading.actor),
      photo,
      qr,
      svg: Buffer.from(await qrSvg(qr)).toString('base64'),
    })
  },
})
