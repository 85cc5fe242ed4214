import { either, members, personThemselves } from '@convive/access'
import { query } from '@convive/commands'
import { locales, ok, refuse } from '@convive/kernel'
import { createTranslators, loadMessages } from '@convive/languages'
import { loadFacts } from '@convive/registry'
import { join } from 'node:path'
import { z } from 'zod'
import { findPaper } from '../store/papers.ts'
import { parseContent } from '../store/parse-content.ts'
import { printPaper as print } from '../store/print.ts'

const translators = createTranslators(loadMessages(join(import.meta.dirname, '../../..')).messages)

/** The paper as PDF, base64, with the signed content in its QR code. */
export const printPaper = query({
  name: 'papers/print-paper',
  about: 'A paper as accessible PDF (base64), and the text of its QR code. `site` is where the check page is found.',
  input: z.object({ paperId: z.uuid(), locale: z.enum(locales).default('es'), site: z.url().max(200).optional() }),
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
    const pdf = await print(content, {
      t: translators(reading.input.locale),
      locale: reading.input.locale,
      site: reading.input.site,
    })
    return ok({ pdf: pdf.toString('base64'), qr: content.qr, number: paper.number })
  },
})
