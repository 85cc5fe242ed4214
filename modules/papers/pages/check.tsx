import type { AnswerOf } from '@convive/commands'
import { Card, ErrorSummary, Field, field, Form, scope, Tag, TextField, tryAsk, useText, type PageArgs } from '@convive/ui'
import type { Refusal } from '@convive/kernel'
import type { checkPaper } from '../queries/check-paper.ts'
import { PaperRows } from './paper-rows.tsx'

type Outcome = { readonly text: string; readonly paper?: AnswerOf<typeof checkPaper>; readonly refusals: readonly Refusal[] }

export async function action(args: PageArgs): Promise<Outcome> {
  const { form } = scope(args)
  const text = field(form, 'text')
  const file = form?.get('photo')
  const photo = file instanceof File && file.size > 0 ? Buffer.from(await file.arrayBuffer()).toString('base64') : ''
  const checked = await tryAsk<typeof checkPaper>(args, 'papers/check-paper', { text, photo })
  return checked.ok ? { text, paper: checked.value, refusals: [] } : { text, refusals: checked.refusals }
}

type Verdict = 'expired' | 'revoked' | 'not-yet' | 'not-ours'

const formFaults = new Set(['papers/nothing-to-check', 'papers/photo-type', 'papers/photo-too-large', 'papers/no-code-seen'])

/** The answer in one word. What is missing, far too long or cannot be seen is a mistake in the form, no verdict on a paper. */
function verdictOf(code: string): Verdict | undefined {
  if (code === 'papers/expired') return 'expired'
  if (code === 'papers/revoked' || code === 'papers/key-revoked') return 'revoked'
  if (code === 'papers/not-yet-valid') return 'not-yet'
  return formFaults.has(code) || !code.startsWith('papers/') ? undefined : 'not-ours'
}

/** For a bank or an employer: photograph the code, or paste what the scanner read; see in a second whether the paper holds. */
export default function Check({ actionData }: { readonly actionData?: Outcome }) {
  const { t, locale } = useText()
  const { paper, text = '', refusals = [] } = actionData ?? {}
  const verdict = verdictOf(refusals[0]?.code ?? 'papers/nothing-to-check')
  const wrong = verdict === undefined ? refusals : []
  return (
    <>
      <title>{`${t('papers.check.title')} · Convive`}</title>
      <ErrorSummary refusals={wrong} />
      <h1>{t('papers.check.title')}</h1>
      {paper === undefined ? null : <Valid paper={paper} />}
      {verdict === undefined ? null : (
        <Card className={`answer ${verdict === 'revoked' || verdict === 'not-ours' ? 'no' : 'wait'}`}>
          <h2>
            <Tag tone={verdict === 'revoked' || verdict === 'not-ours' ? 'no' : 'wait'}>✕ {t(`papers.check.${verdict}`)}</Tag>
          </h2>
          <p>{t(`refusal.${refusals[0]?.code ?? ''}`)}</p>
        </Card>
      )}
      {paper === undefined && verdict === undefined ? <p>{t('papers.check.intro')}</p> : <h2>{t('papers.check.another')}</h2>}
      <Form files>
        <Field name="photo" label={t('papers.check.photo')} hint={t('papers.check.photo-hint')} refusals={wrong}>
          {(aria) => <input {...aria} type="file" name="photo" accept="image/jpeg,image/png" />}
        </Field>
        <TextField
          name="text"
          lines={4}
          label={t('papers.check.label')}
          hint={t('papers.check.hint')}
          value={paper === undefined ? text : ''}
          refusals={wrong}
        />
        <div className="actions">
          <button className="button">{t('papers.check.button')}</button>
        </div>
      </Form>
      <p className="soft">
        {t('papers.check.kept')} <a href={`/${locale}/check/keys.json`}>{t('papers.check.keys')}</a>
      </p>
    </>
  )
}

function Valid({ paper }: { readonly paper: AnswerOf<typeof checkPaper> }) {
  const { t } = useText()
  return (
    <Card className="answer yes">
      <h2>
        <Tag tone="yes">✓ {t('papers.check.valid')}</Tag>
      </h2>
      <PaperRows paper={paper} more={[{ key: 'authority', name: t('papers.check.authority'), value: paper.authority }]} />
      {paper.face === undefined ? null : (
        <>
          <img
            className="face"
            src={`data:image/webp;base64,${paper.face}`}
            alt={t('papers.print.photo')}
            width={96}
            height={120}
          />
          <p>{t('papers.check.face')}</p>
        </>
      )}
    </Card>
  )
}
