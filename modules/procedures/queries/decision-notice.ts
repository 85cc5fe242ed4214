import { either, members, personThemselves } from '@convive/access'
import { query } from '@convive/commands'
import { locales, ok, refuse } from '@convive/kernel'
import { createFormats, createTranslators, loadMessages } from '@convive/languages'
import { printer } from '@convive/papers'
import { join } from 'node:path'
import { z } from 'zod'
import { citationText } from '../domain/pack/procedure.ts'
import { findApplication } from '../store/applications.ts'
import { decisionsOf } from '../store/decisions.ts'
import { packs } from '../store/packs.ts'
import { parseSnapshot } from '../store/parse-snapshot.ts'
import { personView } from '../store/person-facts.ts'

const translators = createTranslators(loadMessages(join(import.meta.dirname, '../../..')).messages)

/** The decision as a notice: reasons, articles, and for a refusal how and until when to appeal. From the stored snapshot. */
export const decisionNotice = query({
  name: 'procedures/decision-notice',
  about: 'The notice of a decision as accessible PDF (base64).',
  input: z.object({ applicationId: z.uuid(), locale: z.enum(locales).default('es') }),
  may: either(
    personThemselves(),
    members('registrar', 'case_officer', 'adjudicator').onPersonsTheyServe().forPurpose('casework'),
  ),
  refusals: ['procedures/application-not-found'],
  async run(reading) {
    const { applicationId, locale } = reading.input
    const application = await findApplication(reading.tx, applicationId)
    const [decision] = await decisionsOf(reading.tx, applicationId)
    const person = application === undefined ? undefined : await personView(reading, application.personId)
    const procedure = packs.procedures.get(application?.procedureId ?? '')
    if (decision === undefined || person === undefined || procedure === undefined)
      return refuse('procedures/application-not-found')
    reading.shows(decision.personId)
    const snapshot = parseSnapshot(person.known.key.open(`procedures.decision/${decision.decisionId}`, decision.sealed))
    const t = translators(locale)
    const formats = createFormats(locale)
    const reasons = snapshot.people.flatMap((one) =>
      one.answer.reasons.map((reason) => ({
        text: `${reason.state === 'met' ? '✓' : reason.state === 'not_met' ? '✕' : '?'} ${reason.words[locale]}`,
        cite: reason.cite,
      })),
    )
    const appeal = procedure.appeal
    const pdf = printer.notice({
      lang: locale,
      authority: procedure.authority,
      title: t(`procedures.notice.${decision.outcome}`),
      rows: [
        { name: t('procedures.notice.who'), value: snapshot.people.map((one) => one.name).join(', ') },
        { name: t('procedures.notice.what'), value: procedure.title[locale] },
        { name: t('procedures.notice.when'), value: formats.date(decision.decided) },
      ],
      sections: [
        { title: t('procedures.notice.why'), lines: [{ text: snapshot.reasons, cite: '' }] },
        { title: t('procedures.notice.conditions'), lines: reasons },
        ...(decision.outcome === 'refused' && appeal !== undefined && decision.appealUntil !== null
          ? [
              {
                title: t('procedures.notice.appeal'),
                lines: [
                  {
                    text: t('procedures.notice.appeal-until', { day: formats.date(decision.appealUntil) }),
                    cite: citationText(procedure, appeal.cite),
                  },
                  { text: appeal.how[locale], cite: '' },
                ],
              },
            ]
          : []),
      ],
      footer: t('procedures.notice.footer'),
    })
    return ok({ pdf: pdf.toString('base64') })
  },
})
