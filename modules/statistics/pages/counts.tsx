import { ask, Choices, ErrorSummary, useText, type PageArgs } from '@convive/ui'
import type { codeLists } from '@convive/registry'
import { countsOf } from '@convive/disclosure'
import type { safeTable } from '../queries/safe-table.ts'
import { askedBy } from './asked.ts'
import { Bars } from './bars.tsx'
import { CrossTable } from './cross-table.tsx'
import { useValueLabel } from './labels.ts'

export async function loader(args: PageArgs) {
  const { by, refusals } = askedBy(args.request.url)
  return {
    refusals,
    counted: await ask<typeof safeTable>(args, 'statistics/safe-table', { by }),
    lists: await ask<typeof codeLists>(args, 'registry/code-lists', {}),
  }
}

type Data = Awaited<ReturnType<typeof loader>>

/** A planner's page: choose, see it drawn, read it as a table, take it along as CSV. */
export default function Counts({ loaderData }: { readonly loaderData: Data }) {
  const { t, locale, formats } = useText()
  const { counted, lists, refusals } = loaderData
  const label = useValueLabel(lists)
  const { released } = counted
  const count = released === undefined ? undefined : countsOf(released.table)
  return (
    <>
      <title>{`${t('statistics.count.title')} · Convive`}</title>
      <ErrorSummary refusals={refusals} />
      <h1>
        {count === undefined
          ? t('statistics.count.title')
          : formats.labelled(t('statistics.count.title'), formats.number(count({})))}
      </h1>
      {released === undefined ? (
        <p className="note">
          {t('statistics.count.too-few', { fewest: counted.fewestCounted, day: formats.date(counted.next) })}
        </p>
      ) : (
        <p>
          {t('statistics.count.until', { day: formats.date(released.on), next: formats.date(counted.next) })}{' '}
          {t('statistics.count.protected')} <a href="#how">{t('statistics.count.how')}</a>
        </p>
      )}
      <form method="get" className="no-print">
        <Choices
          name="by"
          several
          inline
          label={t('statistics.count.by')}
          values={[...counted.by]}
          options={counted.dimensions.map((name) => ({ value: name, label: t(`statistics.dimension.${name}`) }))}
          refusals={refusals}
        />
        <button className="button">{t('statistics.count.show')}</button>
      </form>
      {released === undefined || count === undefined ? null : (
        <>
          {released.table.dimensions.map(({ name, values }) => (
            <Bars
              key={name}
              title={t(`statistics.dimension.${name}`)}
              rows={values.map((value) => ({ label: label(name, value), value: count({ [name]: value }) }))}
            />
          ))}
          <CrossTable table={released.table} label={label} />
          <div className="actions no-print">
            <a className="button quiet" href={`/${locale}/desk/counts.csv?${counted.by.map((name) => `by=${name}`).join('&')}`}>
              {t('statistics.count.csv')}
            </a>
            <a className="button quiet" href={`/${locale}/desk/what-if`}>
              {t('statistics.count.to-what-if')}
            </a>
          </div>
        </>
      )}
      <section id="how" className="card">
        <h2>{t('statistics.count.how')}</h2>
        <p>{t('statistics.count.method', counted.noise)}</p>
        <p>{t('statistics.count.zero')}</p>
        <p>{t('statistics.count.who', { namedFrom: counted.namedFrom })}</p>
        <p>{t('statistics.count.day', { fewest: counted.fewestCounted })}</p>
      </section>
    </>
  )
}
