import type { AnswerOf } from '@convive/commands'
import { Card, ErrorSummary, field, Form, scope, SummaryList, Tag, TextField, tryAsk, useText, type PageArgs } from '@convive/ui'
import type { Refusal } from '@convive/kernel'
import type { checkPaper } from '../queries/check-paper.ts'

type Outcome = { readonly text: string; readonly paper?: AnswerOf<typeof checkPaper>; readonly refusals: readonly Refusal[] }

export async function action(args: PageArgs): Promise<Outcome> {
  const text = field(scope(args).form, 'text')
  const checked = await tryAsk<typeof checkPaper>(args, 'papers/check-paper', { text })
  return checked.ok ? { text, paper: checked.value, refusals: [] } : { text, refusals: checked.refusals }
}

/** For a bank or an employer: paste what the scanner read, see in a second whether the paper holds. */
export default function Check({ actionData }: { readonly actionData?: Outcome }) {
  const { t, formats, locale } = useText()
  const paper = actionData?.paper
  return (
    <>
      <title>{`${t('papers.check.title')} · Convive`}</title>
      <ErrorSummary refusals={actionData?.refusals ?? []} />
      <h1>{t('papers.check.title')}</h1>
      {paper === undefined ? (
        <p>{t('papers.check.intro')}</p>
      ) : (
        <Card className="answer yes">
          <h2>
            <Tag tone="yes">✓ {t('papers.check.valid')}</Tag>
          </h2>
          <SummaryList
            rows={[
              { key: 'name', name: t('papers.print.name'), value: paper.fullName },
              { key: 'number', name: t('papers.print.number'), value: paper.number },
              {
                key: 'work',
                name: t('papers.print.work'),
                value: t(paper.mayWork ? 'papers.print.may-work' : 'papers.print.may-not-work'),
              },
              { key: 'until', name: t('papers.print.until'), value: formats.date(paper.validUntil) },
              { key: 'authority', name: t('papers.check.authority'), value: paper.authority },
            ]}
          />
          {paper.face === undefined ? null : (
            <img className="photo" src={`data:image/webp;base64,${paper.face}`} alt={t('papers.print.photo')} />
          )}
        </Card>
      )}
      <Form>
        <TextField
          name="text"
          lines={4}
          label={t('papers.check.label')}
          hint={t('papers.check.hint')}
          value={paper === undefined ? (actionData?.text ?? '') : ''}
          refusals={actionData?.refusals}
        />
        <button className="button">{t('papers.check.button')}</button>
      </Form>
      <p className="soft">
        {t('papers.check.kept')} <a href={`/${locale}/check/keys.json`}>{t('papers.check.keys')}</a>
      </p>
    </>
  )
}
