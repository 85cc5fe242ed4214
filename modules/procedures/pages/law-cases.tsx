import { Tag, useText } from '@convive/ui'
import type { AnswerKind } from '../domain/answer-procedure.ts'
import type { CaseInWords } from '../domain/law/case-in-words.ts'
import { CaseFacts } from './case-facts.tsx'
import { marks, tones } from './kind-signs.ts'

function kindOf({ answer, window }: CaseInWords): AnswerKind {
  if (window === 'closed') return 'closed'
  return answer === 'yes' || answer === 'no' ? answer : 'depends'
}

/** In this case, this answer: what the pack's worked cases say, in words. */
export function LawCases({ cases, open }: { readonly cases: readonly CaseInWords[]; readonly open: boolean }) {
  const { t, formats } = useText()
  return (
    <section className="card">
      <h2>{t('procedures.law.cases')}</h2>
      <p>{t('procedures.law.cases-intro')}</p>
      <details open={open}>
        <summary>{t('procedures.law.cases-count', { count: cases.length })}</summary>
        <table className="cases">
          <thead>
            <tr>
              <th scope="col">{t('procedures.law.case.day')}</th>
              <th scope="col">{t('procedures.law.case.facts')}</th>
              <th scope="col">{t('procedures.law.case.answer')}</th>
            </tr>
          </thead>
          <tbody>
            {cases.map((one, at) => (
              <tr key={at}>
                <td>
                  <span className="narrow-only">{formats.labelled(t('procedures.law.case.day'), '')} </span>
                  {formats.date(one.today)}
                </td>
                <td>
                  <CaseFacts facts={one.facts} />
                </td>
                <td>
                  <Answer of={one} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}

function Answer({ of }: { readonly of: CaseInWords }) {
  const { t, locale, formats } = useText()
  const kind = kindOf(of)
  return (
    <>
      <Tag tone={tones[kind]}>
        {marks[kind]}
        {t(`procedures.kind.${kind}`)}
      </Tag>
      {of.failed.length === 0 ? null : (
        <ul>
          {of.failed.map((words) => (
            <li key={words.en}>
              {t('procedures.reason.not_met')} {words[locale]}
            </li>
          ))}
        </ul>
      )}
      {of.from === undefined ? null : <p>{t('procedures.answer.from', { day: formats.date(of.from) })}</p>}
      {of.window === 'not-yet' ? <p>{t('procedures.law.case.not-open')}</p> : null}
      {of.bring === undefined || of.bring.length === 0 ? null : (
        <p>{formats.labelled(t('procedures.law.bring'), formats.list(of.bring.map((one) => one[locale])))}</p>
      )}
      {of.free === undefined ? null : <p>{t(`procedures.law.case.free.${of.free}`)}</p>}
    </>
  )
}
