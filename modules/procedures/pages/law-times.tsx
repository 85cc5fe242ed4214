import { SummaryList, useText } from '@convive/ui'
import type { Law, LawDeadline, LawIssued } from '../domain/law/law.ts'
import { LawCite } from './law-cite.tsx'

/** The periods the law gives: who is bound, from when, what stops the clock, what silence means. */
export function LawDeadlines({ law }: { readonly law: Law }) {
  const { t } = useText()
  if (law.deadlines.length === 0) return null
  return (
    <section className="card">
      <h2>{t('procedures.law.deadlines')}</h2>
      {law.deadlines.map((one) => (
        <Deadline key={one.id} deadline={one} />
      ))}
    </section>
  )
}

function Deadline({ deadline: one }: { readonly deadline: LawDeadline }) {
  const { t, locale, formats } = useText()
  const known = one.id === 'decide' || one.id === 'appeal' ? one.id : one.binds
  return (
    <>
      <h3>{t(`procedures.law.deadline.${known}`)}</h3>
      {one.words === undefined ? null : <p>{one.words[locale]}</p>}
      <SummaryList
        rows={[
          { key: 'term', name: t('procedures.law.term'), value: t(`procedures.law.term.${one.unit}`, { count: one.count }) },
          {
            key: 'after',
            name: t('procedures.law.after'),
            value: 'step' in one.after ? t(`procedures.law.after.${one.after.step}`) : one.after.fact[locale],
          },
          ...(one.stopsOn.length === 0
            ? []
            : [
                {
                  key: 'stops',
                  name: t('procedures.law.stops'),
                  value: formats.list(one.stopsOn.map((stop) => t(`procedures.law.stops.${stop}`))),
                },
              ]),
          { key: 'expiry', name: t('procedures.law.expiry'), value: t(`procedures.law.expiry.${one.onExpiry}`) },
        ]}
      />
      <LawCite cite={one.cite} />
    </>
  )
}

/** What a yes brings. */
export function LawIssues({ law }: { readonly law: Law }) {
  const { t, formats } = useText()
  const { issues } = law
  const holds = (valid: LawIssued['valid']): string => {
    if (valid === 'unlimited') return t('procedures.law.holds.unlimited')
    if ('until' in valid) return t('procedures.law.holds.until', { day: formats.date(valid.until) })
    return valid.months % 12 === 0
      ? t('procedures.law.holds.years', { count: valid.months / 12 })
      : t('procedures.law.holds.months', { count: valid.months })
  }
  return (
    <section className="card">
      <h2>{t('procedures.law.issues')}</h2>
      {issues === undefined ? (
        <p>{t('procedures.law.issues-nothing')}</p>
      ) : (
        <ul>
          <li>{holds(issues.valid)}</li>
          <li>{t(`procedures.law.work.${issues.mayWork ? 'yes' : 'no'}`)}</li>
          {issues.renewable === undefined ? (
            issues.valid === 'unlimited' ? null : (
              <li>{t('procedures.law.not-renewed')}</li>
            )
          ) : (
            <li>
              {t('procedures.law.renewed', { count: issues.renewable.daysBefore })}
              <LawCite cite={issues.renewable.cite} />
            </li>
          )}
        </ul>
      )}
    </section>
  )
}
