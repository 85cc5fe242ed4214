import { useText } from '@convive/ui'
import type { ApplicationData } from './application.tsx'

/** What was decided, why, until when to appeal, and the way to notice and papers. */
export function Decided({ data }: { readonly data: ApplicationData }) {
  const { t, locale, formats } = useText()
  const [decision] = data.decisions
  if (decision === undefined) return null
  const appealUntil = data.decisions.find((one) => one.appealUntil !== null)?.appealUntil ?? null
  const nameOf = (personId: string): string => data.people.find((person) => person.personId === personId)?.name ?? ''
  const refused = data.decisions.filter((one) => one.outcome === 'refused')
  const isMixed = refused.length > 0 && refused.length < data.decisions.length
  return (
    <div className="note">
      <p>
        {t('procedures.application.decided', { day: formats.date(decision.decided) })}
        {isMixed
          ? ` ${formats.labelled(t('procedures.notice.refused-for'), refused.map((one) => nameOf(one.personId)).join(', '))}.`
          : ''}
        {appealUntil === null ? '' : ` ${t('procedures.notice.appeal-until', { day: formats.date(appealUntil) })}`}{' '}
        <a href={`/${locale}/notices/${data.application.applicationId}`}>{t('procedures.application.notice')}</a>
        {data.decisions.map((one) =>
          one.paperId === null ? null : (
            <span key={one.paperId}>
              {' · '}
              <a href={`/${locale}/papers/${one.paperId}/show`}>
                {t('papers.list.paper')} {nameOf(one.personId)}
              </a>
            </span>
          ),
        )}
      </p>
      {data.decisions.map((one) => (
        <Why key={one.personId} decision={one} name={isMixed ? nameOf(one.personId) : ''} />
      ))}
    </div>
  )
}

/** The reasons as they were written, in their language, and what a refusal against the rules' own yes rests on. */
function Why({ decision, name }: { readonly decision: ApplicationData['decisions'][number]; readonly name: string }) {
  const { t, locale, formats } = useText()
  const { reasons, writtenIn, against } = decision
  if (reasons === undefined) return null
  const title = t('procedures.notice.why')
  return (
    <>
      <p>
        <strong>{name === '' ? title : formats.labelled(title, name)}</strong>
        {writtenIn === undefined || writtenIn === locale
          ? ''
          : ` (${t('procedures.notice.written-in', { language: writtenIn })})`}
      </p>
      <blockquote lang={writtenIn}>{reasons}</blockquote>
      {against === undefined ? null : (
        <p>
          {t('procedures.notice.against-says')} {against.words[locale]}
          {against.cite === '' ? null : <cite>{against.cite}</cite>}
        </p>
      )}
    </>
  )
}
