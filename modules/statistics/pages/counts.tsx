import { ask, Choices, DataTable, useText, type PageArgs } from '@convive/ui'
import type { codeLists } from '@convive/registry'
import { barChart, gridOf } from '@convive/disclosure'
import type { safeTable } from '../queries/safe-table.ts'
import { useValueLabel } from './labels.ts'

export async function loader(args: PageArgs) {
  const asked = new URL(args.request.url).searchParams.getAll('by').slice(0, 3)
  const by = asked.length > 0 ? asked : ['age_group', 'sex']
  return {
    by,
    counted: await ask<typeof safeTable>(args, 'statistics/safe-table', { by }),
    lists: await ask<typeof codeLists>(args, 'registry/code-lists', {}),
  }
}

type Data = Awaited<ReturnType<typeof loader>>

/** A planner's page: choose, see it drawn, read it as a table, take it along as CSV. */
export default function Counts({ loaderData }: { readonly loaderData: Data }) {
  const { t, locale, formats } = useText()
  const { counted, lists } = loaderData
  const label = useValueLabel(lists)
  const [firstName = ''] = counted.by
  const total = counted.table.cells.find((cell) => Object.values(cell.at).every((value) => value === null))?.count ?? 0
  const rows = gridOf(counted.table)
  const drawn = rows
    .filter(
      (cell) =>
        cell.at[firstName] !== null && Object.entries(cell.at).every(([name, value]) => name === firstName || value === null),
    )
    .map((cell) => ({ label: label(firstName, String(cell.at[firstName])), value: cell.count }))
  const said = `${t(`statistics.dimension.${firstName}`)}: ${drawn.map((one) => `${one.label} ${formats.number(one.value)}`).join(', ')}`
  const chart = barChart({ rows: drawn, ariaLabel: said })
  return (
    <>
      <title>{`${t('statistics.count.title')} · Convive`}</title>
      <h1>
        {t('statistics.count.title')}: {formats.number(total)}
      </h1>
      <p>
        {formats.date(counted.on)}. {t('statistics.count.protected')} <a href="#how">{t('statistics.count.how')}</a>
      </p>
      <form method="get" className="no-print">
        <Choices
          name="by"
          several
          inline
          label={t('statistics.count.by')}
          values={[...counted.by]}
          options={counted.dimensions.map((name) => ({ value: name, label: t(`statistics.dimension.${name}`) }))}
        />
        <button className="button">{t('statistics.count.show')}</button>
      </form>
      <h2>{t(`statistics.dimension.${firstName}`)}</h2>
      <figure className="card">
        <svg viewBox={`0 0 ${chart.width} ${chart.height}`} role="img" aria-label={chart.ariaLabel}>
          <g fontSize="15" fill="currentColor">
            {chart.bars.map((bar) => (
              <g key={bar.label}>
                <text x={0} y={bar.y + bar.height * 0.72}>
                  {bar.label}
                </text>
                <rect className="bar" x={bar.x} y={bar.y} width={bar.width} height={bar.height} rx={4} />
                <text x={bar.x + bar.width + 8} y={bar.y + bar.height * 0.72}>
                  {formats.number(bar.value)}
                </text>
              </g>
            ))}
          </g>
        </svg>
      </figure>
      <DataTable
        caption={t('statistics.count.table')}
        head={[
          ...counted.by.map((name) => ({ label: t(`statistics.dimension.${name}`) })),
          { label: t('statistics.count.people'), number: true },
        ]}
      >
        {rows.map((cell) => (
          <tr key={JSON.stringify(cell.at)}>
            {counted.by.map((name) => (
              <td key={name}>
                {cell.at[name] === null || cell.at[name] === undefined ? (
                  <strong>{t('statistics.count.all')}</strong>
                ) : (
                  label(name, cell.at[name])
                )}
              </td>
            ))}
            <td className="n">{formats.number(cell.count)}</td>
          </tr>
        ))}
      </DataTable>
      <div className="actions no-print">
        <a className="button quiet" href={`/${locale}/desk/counts.csv?${counted.by.map((name) => `by=${name}`).join('&')}`}>
          {t('statistics.count.csv')}
        </a>
      </div>
      <section id="how" className="card">
        <h2>{t('statistics.count.how')}</h2>
        <p>{t('statistics.count.method', counted.noise)}</p>
        <p>{t('statistics.count.day')}</p>
      </section>
    </>
  )
}
