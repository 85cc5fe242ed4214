import { either, members, personThemselves } from '@convive/access'
import { query } from '@convive/commands'
import { locales, ok, refuse } from '@convive/kernel'
import { createFormats, createTranslators, loadMessages } from '@convive/languages'
import { printer } from '@convive/papers'
import { join } from 'node:path'
import { z } from 'zod'
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
    const procedure = packs.procedures.get(application?.procedureId ?? '')
    const rows = application === undefined ? [] : await decisionsOf(reading.tx, applicationId)
    const [decision] = rows
    if (decision === undefined || procedure === undefined) return refuse('procedures/application-not-found')
    // A person reads of themselves and those they represent; an office of everybody the application is for.
    const snapshots = []
    for (const row of rows.filter((one) => one.decisionId === decision.decisionId)) {
      const person = await personView(reading, row.personId)
      if (person === undefined) continue
      reading.shows(row.personId)
      snapshots.push(parseSnapshot(person.known.key.open(`procedures.decision/${row.decisionId}`, row.sealed)))
    }
    const [first] = snapshots
    if (first === undefined) return refuse('procedures/application-not-found')
    const people = snapshots.flatMap((one) => one.people)
    const t = translators(locale)
    const formats = createFormats(locale)
    const place = packs.jurisdictions.get(procedure.jurisdiction)
    const conditions = people.map((one) => ({
      title: people.length === 1 ? t('procedures.notice.conditions') : `${t('procedures.notice.conditions')}: ${one.name}`,
      lines: one.answer.reasons.map((reason) => ({
        text: `${reason.state === 'met' ? '✓' : reason.state === 'not_met' ? '✕' : '?'} ${reason.words[locale]}`,
        cite: reason.cite,
      })),
    }))
    const appeal = [
      ...(decision.appealUntil === null
        ? []
        : [
            {
              text: t('procedures.notice.appeal-until', { day: formats.date(decision.appealUntil) }),
              cite: first.appeal?.cite ?? '',
            },
          ]),
      { text: first.appeal?.how[locale] ?? t('procedures.notice.appeal-ask'), cite: '' },
    ]
    const pdf = printer.notice({
      lang: locale,
      authority: first.authority,
      title: t(`procedures.notice.${decision.outcome}`),
      rows: [
        { name: t('procedures.notice.who'), value: people.map((one) => one.name).join(', ') },
        { name: t('procedures.notice.what'), value: first.title[locale] },
        { name: t('procedures.notice.when'), value: formats.date(decision.decided) },
      ],
      sections: [
        { title: t('procedures.notice.why'), lines: [{ text: first.reasons, cite: '' }] },
        ...conditions,
        ...(decision.outcome === 'refused' ? [{ title: t('procedures.notice.appeal'), lines: appeal }] : []),
        ...(place === undefined
          ? []
          : [
              {
                title: t('procedures.notice.help'),
                lines: [
                  { text: place.contact.text[locale], cite: '' },
                  ...(decision.outcome === 'refused' ? [{ text: place.asylum.text[locale], cite: '' }] : []),
                ],
              },
            ]),
      ],
      footer: t('procedures.notice.footer'),
    })
    return ok({ pdf: pdf.toString('base64') })
  },
})
