import { either, members, personThemselves } from '@convive/access'
import { query } from '@convive/commands'
import { locales, ok, refuse, type Locale } from '@convive/kernel'
import { createFormats, createTranslators, loadMessages } from '@convive/languages'
import { printer } from '@convive/papers'
import { join } from 'node:path'
import { z } from 'zod'
import { findApplication } from '../store/applications.ts'
import { decisionsOf, type StoredDecision } from '../store/decisions.ts'
import { packs } from '../store/packs.ts'
import { parseSnapshot, type Snapshot } from '../store/parse-snapshot.ts'
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
    const snapshots: (Snapshot & Pick<StoredDecision, 'outcome' | 'appealUntil'>)[] = []
    for (const row of rows.filter((one) => one.decisionId === decision.decisionId)) {
      const person = await personView(reading, row.personId)
      if (person === undefined) continue
      reading.shows(row.personId)
      const snapshot = parseSnapshot(person.known.key.open(`procedures.decision/${row.decisionId}`, row.sealed))
      snapshots.push({ ...snapshot, outcome: row.outcome, appealUntil: row.appealUntil })
    }
    const [first] = snapshots
    if (first === undefined) return refuse('procedures/application-not-found')
    const people = snapshots.flatMap((one) => one.people)
    const refused = snapshots.filter((one) => one.outcome === 'refused')
    const appealUntil = refused[0]?.appealUntil ?? null
    const isMixed = refused.length > 0 && refused.length < snapshots.length
    const namesOf = (some: typeof snapshots): string => some.flatMap((one) => one.people.map(({ name }) => name)).join(', ')
    const t = translators(locale)
    const formats = createFormats(locale)
    const titled = (title: string, names: string): string => (names === '' ? title : formats.labelled(title, names))
    const whyIn = (language: Locale | undefined): string =>
      language === undefined || language === locale
        ? t('procedures.notice.why')
        : `${t('procedures.notice.why')} (${t('procedures.notice.written-in', { language })})`
    const place = packs.jurisdictions.get(procedure.jurisdiction)
    const conditions = people.map((one) => ({
      title:
        people.length === 1 ? t('procedures.notice.conditions') : formats.labelled(t('procedures.notice.conditions'), one.name),
      lines: one.answer.reasons.map((reason) => ({
        text: `${t(`procedures.reason.${reason.state}`)} ${reason.words[locale]}`,
        cite: reason.cite,
      })),
    }))
    const appeal = [
      ...(appealUntil === null
        ? []
        : [
            {
              text: t('procedures.notice.appeal-until', { day: formats.date(appealUntil) }),
              cite: first.appeal?.cite ?? '',
            },
          ]),
      ...(first.appeal?.term === undefined ? [] : [{ text: t('procedures.deadline.counted', first.appeal.term), cite: '' }]),
      { text: first.appeal?.how[locale] ?? t('procedures.notice.appeal-ask'), cite: '' },
    ]
    const pdf = printer.notice({
      lang: locale,
      authority: first.authority,
      title: t(isMixed ? 'procedures.notice.decided' : `procedures.notice.${first.outcome}`),
      rows: [
        ...(isMixed
          ? (['approved', 'refused'] as const).map((outcome) => ({
              name: t(`procedures.notice.${outcome}-for`),
              value: namesOf(snapshots.filter((one) => one.outcome === outcome)),
            }))
          : [{ name: t('procedures.notice.who'), value: namesOf(snapshots) }]),
        { name: t('procedures.notice.what'), value: first.title[locale] },
        { name: t('procedures.notice.when'), value: formats.date(decision.decided) },
      ],
      sections: [
        ...[...Map.groupBy(snapshots, (one) => one.reasons)].map(([text, theirs], _, all) => ({
          title: titled(whyIn(theirs[0]?.writtenIn), all.length === 1 ? '' : namesOf(theirs)),
          lines: [{ text, cite: '', lang: theirs[0]?.writtenIn }],
        })),
        ...snapshots.flatMap(({ against, ...one }) =>
          against === undefined
            ? []
            : [
                {
                  title: titled(t('procedures.notice.against'), snapshots.length === 1 ? '' : namesOf([one])),
                  lines: [
                    { text: t('procedures.notice.against-says'), cite: '' },
                    { text: against.words[locale], cite: against.cite },
                  ],
                },
              ],
        ),
        ...conditions,
        ...(refused.length > 0 ? [{ title: t('procedures.notice.appeal'), lines: appeal }] : []),
        ...(place === undefined
          ? []
          : [
              {
                title: t('procedures.notice.help'),
                lines: [
                  { text: place.contact.text[locale], cite: '' },
                  ...(refused.length > 0 ? [{ text: place.asylum.text[locale], cite: '' }] : []),
                ],
              },
            ]),
      ],
      footer: t('procedures.notice.footer'),
    })
    return ok({ pdf: pdf.toString('base64') })
  },
})
