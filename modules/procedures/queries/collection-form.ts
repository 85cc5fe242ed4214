import { members } from '@convive/access'
import { query } from '@convive/commands'
import { writeWorkbook } from '@convive/files'
import { itemsOf, writeForm } from '@convive/forms'
import { dayIn, locales, ok } from '@convive/kernel'
import { getOrganisation } from '@convive/accounts'
import { registrationQuestions } from '@convive/exchange'
import { z } from 'zod'
import { collectionForm as made } from '../domain/collection-form.ts'
import { packs } from '../store/packs.ts'

/** A form for ODK or Kobo, made of facts and of what procedures ask. It holds questions, and nobody's answers. */
export const collectionForm = query({
  name: 'procedures/collection-form',
  about:
    'An XLSForm (base64) that asks the named facts, and those that the named procedures read, of every member of a household; and which facts it does not ask, with why.',
  input: z.object({
    procedures: z.array(z.string().max(80)).max(30).default([]),
    facts: z.array(z.string().max(60)).max(200).default([]),
    /** Also what registration asks, so that the answers can be registered from a file. */
    registration: z.boolean().default(false),
    locale: z.enum(locales).default('es'),
  }),
  may: members('registrar', 'protection_officer', 'administrator').onNobody().forPurpose('information'),
  refusals: ['procedures/procedure-not-found', 'procedures/fact-not-found', 'procedures/form-empty'],
  async run({ input, now, tx }) {
    const { procedures, facts, locale } = input
    const registration = input.registration ? registrationQuestions : undefined
    const { timeZone } = await getOrganisation(tx)
    const built = made({ procedures, facts, registration, language: locale, today: dayIn(now, timeZone) }, packs)
    if (!built.ok) return built
    const { form, notAsked } = built.value
    const { sheets, unsaid } = writeForm(form)
    return ok({
      name: `${form.id}.xlsx`,
      file: writeWorkbook(sheets).toString('base64'),
      questions: itemsOf(form.items).filter((one) => one.kind === 'question').length,
      notAsked: notAsked.map((one) => ({ ...one, label: packs.catalogue.get(one.fact)?.label })),
      unsaid,
    })
  },
})
