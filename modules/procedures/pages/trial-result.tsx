import { Tag, useText } from '@convive/ui'
import type { AnswerInShort, ChangedCase, Told, Trial } from '../domain/trial/trial.ts'
import { CaseFacts } from './case-facts.tsx'
import { marks, tones } from './kind-signs.ts'

/** What a trial found, the worst first. */
export function TrialResult({ trial }: { readonly trial: Trial }) {
  const { t } = useText()
  const { faults, moreFaults, cases, answers, mistakes } = trial
  return (
    <section className="card" id="result">
      <h2>{t('procedures.try.result')}</h2>
      {trial.stopped ? <p className="note wait">{t('procedures.try.stopped')}</p> : null}
      {faults.length === 0 ? null : (
        <>
          <p>
            <Tag tone="no">{t('procedures.packs.faults', { faults: faults.length + moreFaults })}</Tag>
          </p>
          <Drawn lines={faults} />
        </>
      )}
      {cases === undefined ? null : cases.otherwise.length === 0 ? (
        <p>
          <Tag tone="yes">✓ {t('procedures.try.cases-right', { count: cases.count })}</Tag>
        </p>
      ) : (
        <>
          <p>
            <Tag tone="no">✕ {t('procedures.try.cases-wrong', { count: cases.otherwise.length, all: cases.count })}</Tag>
          </p>
          <Drawn lines={cases.otherwise} />
        </>
      )}
      {answers === undefined ? null : <Answers answers={answers} />}
      {mistakes === undefined ? (
        (cases?.otherwise.length ?? 0) > 0 && <p className="soft">{t('procedures.try.mistakes-later')}</p>
      ) : (
        <Mistakes mistakes={mistakes} />
      )}
    </section>
  )
}

function Drawn({ lines }: { readonly lines: readonly Told[] }) {
  if (lines.length === 0) return null
  return (
    <ul className="drawn" lang="en">
      {lines.map(({ place, message, lines: drawn }) => (
        <li key={`${place} ${message}`}>
          <code>{place}</code> {message}
          {drawn === '' ? null : <pre tabIndex={0}>{drawn}</pre>}
        </li>
      ))}
    </ul>
  )
}

function Mistakes({ mistakes }: { readonly mistakes: NonNullable<Trial['mistakes']> }) {
  const { t } = useText()
  const { tried, noticed, survived, isEnough } = mistakes
  return (
    <>
      <h3>{t('procedures.try.mistakes')}</h3>
      <p>
        <Tag tone={isEnough ? 'yes' : 'no'}>{t('procedures.packs.mistakes', { tried, noticed })}</Tag>{' '}
        {isEnough ? '' : t('procedures.packs.weak')}
      </p>
      <Drawn lines={survived} />
    </>
  )
}

function Answers({ answers }: { readonly answers: NonNullable<Trial['answers']> }) {
  const { t } = useText()
  const { compared, changed } = answers
  return (
    <>
      <h3>{t('procedures.try.answers')}</h3>
      <p>{t('procedures.try.compared', { count: changed.length, all: compared })}</p>
      {changed.length === 0 ? null : (
        <table className="cases">
          <thead>
            <tr>
              <th scope="col">{t('procedures.law.case.facts')}</th>
              <th scope="col">{t('procedures.try.before')}</th>
              <th scope="col">{t('procedures.try.after')}</th>
            </tr>
          </thead>
          <tbody>
            {changed.map((one, at) => (
              <Row key={at} of={one} />
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

function Row({ of }: { readonly of: ChangedCase }) {
  const { t, formats } = useText()
  return (
    <tr>
      <td>
        <strong lang="en">{of.name}</strong>
        <p>{formats.labelled(t('procedures.law.case.day'), formats.date(of.today))}</p>
        <CaseFacts facts={of.facts} />
      </td>
      <td>
        <span className="narrow-only">{formats.labelled(t('procedures.try.before'), '')} </span>
        <Short of={of.before} beside={of.after} />
      </td>
      <td>
        <span className="narrow-only">{formats.labelled(t('procedures.try.after'), '')} </span>
        <Short of={of.after} beside={of.before} />
      </td>
    </tr>
  )
}

/** An answer; papers and fee only where they are what changes. */
function Short({ of, beside }: { readonly of: AnswerInShort; readonly beside: AnswerInShort }) {
  const { t, locale, formats } = useText()
  return (
    <>
      <Tag tone={tones[of.kind]}>
        {marks[of.kind]}
        {t(`procedures.kind.${of.kind}`)}
      </Tag>
      {of.from === undefined ? null : <p>{t('procedures.answer.from', { day: formats.date(of.from) })}</p>}
      {of.failed.map((words) => (
        <p key={words.en}>
          {t('procedures.reason.not_met')} {words[locale]}
        </p>
      ))}
      {JSON.stringify(of.bring) === JSON.stringify(beside.bring) ? null : (
        <p>{formats.labelled(t('procedures.law.bring'), formats.list(of.bring.map((one) => one[locale])))}</p>
      )}
      {of.free === undefined || of.free === beside.free ? null : <p>{t(`procedures.law.case.free.${of.free}`)}</p>}
    </>
  )
}
