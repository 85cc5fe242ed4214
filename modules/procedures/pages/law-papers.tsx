import { useText } from '@convive/ui'
import type { Law } from '../domain/law/law.ts'
import { LawCite } from './law-cite.tsx'
import { LawFormula } from './law-formula.tsx'

type Part = { readonly law: Law; readonly open: boolean }

/** Rules for some people, and what the law says to all of them. */
export function LawVariants({ law, open }: Part) {
  const { t, locale } = useText()
  if (law.variants.length === 0) return null
  return (
    <section className="card">
      <h2>{t('procedures.law.variants')}</h2>
      <ul className="parts">
        {law.variants.map((one) => (
          <li key={one.id}>
            {one.words[locale]}
            <LawCite cite={one.cite} />
            <LawFormula formula={one.formula} open={open} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What to bring: each thing to prove with every paper that will do, and what about an apostille. */
export function LawEvidence({ law, open }: Part) {
  const { t, locale, formats } = useText()
  if (law.evidence.length === 0 && law.assurance.length === 0) return null
  return (
    <section className="card">
      <h2>{t('procedures.law.bring')}</h2>
      <ul className="parts">
        {law.evidence.map((one) => (
          <li key={one.id}>
            <strong>
              {one.papers.length === 1
                ? formats.labelled(one.title[locale], '')
                : `${one.title[locale]}, ${t('procedures.answer.one-of')}`}
            </strong>
            <ul>
              {one.papers.map((paper) => (
                <li key={paper.en}>{paper[locale]}</li>
              ))}
            </ul>
            <small>
              {t(`procedures.law.apostille.${one.legalisation}`)}
              {one.waivedWhen === undefined ? '' : ` ${t('procedures.law.apostille.some')}`}
              {one.when === undefined ? '' : ` ${t('procedures.law.some-people')}`}
            </small>
            <LawCite cite={one.cite} />
            <LawFormula formula={one.when} open={open} />
            <LawFormula formula={one.waivedWhen} open={open} />
          </li>
        ))}
      </ul>
      {law.assurance.length === 0 ? null : (
        <>
          <h3>{t('procedures.law.assurance')}</h3>
          <ul>
            {law.assurance.map((one) => (
              <li key={one.label.en}>
                {formats.labelled(
                  one.label[locale],
                  t(`procedures.law.needs.${one.needs === 'verified' ? 'verified' : 'evidenced'}`),
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** What it costs, and who pays nothing. */
export function LawFees({ law, open }: Part) {
  const { t, locale, formats } = useText()
  return (
    <section className="card">
      <h2>{t('procedures.law.cost')}</h2>
      {law.fees.length === 0 ? <p>{t('procedures.law.cost-unknown')}</p> : null}
      <ul className="parts">
        {law.fees.map((one) => (
          <li key={one.id}>
            {one.title === undefined ? '' : `${formats.labelled(one.title[locale], '')} `}
            <strong>{one.amount.minor === 0 ? t('procedures.law.free') : formats.money(one.amount)}</strong>
            {one.when === undefined ? null : <small>{t('procedures.law.some-people')}</small>}
            <LawFormula formula={one.when} open={open} />
            {one.exemptWords === undefined && one.exemptWhen === undefined ? null : (
              <p>{one.exemptWords?.[locale] ?? t('procedures.law.exempt')}</p>
            )}
            <LawCite cite={one.cite} />
            <LawFormula formula={one.exemptWhen} open={open} />
          </li>
        ))}
      </ul>
    </section>
  )
}
