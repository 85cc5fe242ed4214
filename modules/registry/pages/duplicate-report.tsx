import {
  ask,
  Card,
  Crumbs,
  DataTable,
  Empty,
  ErrorSummary,
  Form,
  scope,
  submit,
  SummaryList,
  tryAsk,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { AnswerOf } from '@convive/commands'
import type { beginDuplicateRun } from '../commands/begin-duplicate-run.ts'
import type { duplicateReport } from '../queries/duplicate-report.ts'
import type { duplicateSample } from '../queries/duplicate-sample.ts'

type Report = AnswerOf<typeof duplicateReport>

export async function loader(args: PageArgs) {
  const report = await ask<typeof duplicateReport>(args, 'registry/duplicate-report', {})
  const sample = await tryAsk<typeof duplicateSample>(args, 'registry/duplicate-sample', {})
  return { report, next: sample.ok ? sample.value.pairs[0] : undefined }
}

export function action(args: PageArgs): Promise<RefusedForm> {
  const { locale } = scope(args)
  return submit<typeof beginDuplicateRun>(args, {
    name: 'registry/begin-duplicate-run',
    read: () => ({}),
    done: () => `/${locale}/desk/duplicate-report`,
  })
}

type Data = Awaited<ReturnType<typeof loader>>

/** How looking for duplicates went, and how well it finds them, as far as somebody judged the sample. Numbers only. */
export default function DuplicateReport({
  loaderData,
  actionData,
}: {
  readonly loaderData: Data
  readonly actionData?: RefusedForm
}) {
  const { t, locale } = useText()
  const { report, next } = loaderData
  return (
    <>
      <title>{`${t('registry.runs.title')} · Convive`}</title>
      <ErrorSummary refusals={actionData?.refusals ?? []} />
      <Crumbs trail={[{ href: `/${locale}/desk`, label: t('registry.reviews.desk') }]} here={t('registry.runs.title')} />
      <h1>{t('registry.runs.title')}</h1>
      <p>{t('registry.runs.about')}</p>
      <Form>
        <button className="button quiet" name="do" value="begin">
          {t('registry.runs.begin')}
        </button>
      </Form>
      <Runs runs={report.runs} />
      {report.runs.length === 0 ? null : <Quality report={report} next={next} />}
    </>
  )
}

function Runs({ runs }: { readonly runs: Report['runs'] }) {
  const { t, formats, timeZone } = useText()
  const [newest] = runs
  if (newest === undefined) return <Empty>{t('registry.runs.none')}</Empty>
  return (
    <>
      <DataTable
        caption={t('registry.runs.caption')}
        head={[
          { label: t('registry.runs.began') },
          { label: t('registry.runs.finished') },
          { label: t('registry.runs.persons'), number: true },
          { label: t('registry.runs.pairs'), number: true },
          { label: t('registry.runs.proposed'), number: true },
          { label: t('registry.runs.settled'), number: true },
        ]}
      >
        {runs.map(({ runId, began, finished, counts }) => (
          <tr key={runId}>
            <th scope="row">{formats.moment(new Date(began), timeZone)}</th>
            <td>{finished === null ? t('registry.runs.goes-on') : formats.moment(new Date(finished), timeZone)}</td>
            <td className="n">{formats.number(counts.persons)}</td>
            <td className="n">{formats.number(counts.pairs)}</td>
            <td className="n">{formats.number(counts.proposed)}</td>
            <td className="n">{formats.number(counts.settled)}</td>
          </tr>
        ))}
      </DataTable>
      <Card title={t('registry.runs.keys')}>
        <p>{t('registry.runs.keys-about')}</p>
        <SummaryList
          rows={[
            ...(['none', 'few', 'many', 'hot'] as const).map((size) => ({
              key: size,
              name: t(`registry.runs.keys-${size}`),
              value: formats.number(newest.counts.keys[size]),
            })),
            { key: 'without', name: t('registry.runs.without-keys'), value: formats.number(newest.counts.withoutKeys) },
          ]}
        />
      </Card>
    </>
  )
}

function Quality({ report, next }: { readonly report: Report; readonly next: Data['next'] }) {
  const { t, formats, locale } = useText()
  const count = (shown: number | 'few'): string => (shown === 'few' ? t('registry.runs.few') : formats.number(shown))
  const of100 = (share: number): string => formats.number(Math.round(share * 100))
  const share = (one: Report['all']['precision']): string =>
    one === undefined
      ? t('registry.runs.not-known')
      : t('registry.runs.share', { value: of100(one.value), low: of100(one.low), high: of100(one.high) })
  const tables = [
    { by: 'sex', groups: report.bySex },
    { by: 'age', groups: report.byAge },
  ] as const
  return (
    <section>
      <h2>{t('registry.runs.quality')}</h2>
      <p>{t('registry.runs.quality-about', { fewest: report.fewest })}</p>
      <SummaryList
        rows={[
          { key: 'drawn', name: t('registry.runs.drawn'), value: formats.number(report.sample.drawn) },
          { key: 'judged', name: t('registry.runs.judged'), value: formats.number(report.sample.judged) },
          { key: 'precision', name: t('registry.runs.precision'), value: share(report.all.precision) },
          { key: 'recall', name: t('registry.runs.recall'), value: share(report.all.recall) },
        ]}
      />
      {next === undefined ? null : (
        <p>
          <a
            className="button quiet"
            href={`/${locale}/desk/duplicates/${next.personId}/${next.otherId}?sample=yes`}
            data-key="n"
          >
            {t('registry.runs.judge')}
          </a>
        </p>
      )}
      {tables.map(({ by, groups }) => (
        <DataTable
          key={by}
          caption={t(`registry.runs.by-${by}`)}
          head={[
            { label: t('registry.runs.group') },
            { label: t('registry.runs.pairs'), number: true },
            { label: t('registry.runs.judged'), number: true },
            { label: t('registry.runs.precision'), number: true },
            { label: t('registry.runs.recall'), number: true },
          ]}
        >
          {groups.map((group) => (
            <tr key={group.name}>
              <th scope="row">{t(`registry.runs.${by}-${group.name}`)}</th>
              <td className="n">{count(group.pairs)}</td>
              <td className="n">{count(group.judged)}</td>
              <td className="n">{share(group.precision)}</td>
              <td className="n">{share(group.recall)}</td>
            </tr>
          ))}
        </DataTable>
      ))}
    </section>
  )
}
