import type { AnswerOf } from '@convive/commands'
import type { codeLists } from '@convive/registry'
import { Actions, DataTable, SummaryList, useText } from '@convive/ui'
import type { MoneyInterval, Shown, ShownInterval, ShownResult } from '../domain/shown-result.ts'
import { IntervalBars } from './interval-bars.tsx'
import { useValueLabel } from './labels.ts'
import { useShown } from './use-shown.ts'

/** What came out, first in sentences, then drawn, then as a table for each way of dividing people. */
export function SimulationResult({
  result,
  lists,
  csv,
}: {
  readonly result: ShownResult
  readonly lists: AnswerOf<typeof codeLists>
  readonly csv: string
}) {
  const { t, locale, formats } = useText()
  const label = useValueLabel(lists)
  const { interval, count } = useShown()
  const money = (of: MoneyInterval): string =>
    of === 'few'
      ? t('statistics.simulation.few')
      : of.least.minor === of.most.minor
        ? formats.money(of.least)
        : t('statistics.simulation.from-to', { least: formats.money(of.least), most: formats.money(of.most) })
  const { households, hours, fees } = result
  return (
    <>
      <h2>{t('statistics.simulation.result')}</h2>
      <p>
        {t('statistics.simulation.people', { count: result.people })}
        {result.each === 1 ? '' : ` ${t('statistics.simulation.each', { count: result.each })}`}
      </p>
      <IntervalBars
        title={t('statistics.simulation.right')}
        all={result.people}
        rows={[
          { label: t('statistics.simulation.before'), of: result.before },
          { label: t('statistics.simulation.after'), of: result.after },
        ]}
      />
      <SummaryList
        rows={[
          { key: 'gained', name: t('statistics.simulation.gained'), value: interval(result.gained) },
          { key: 'lost', name: t('statistics.simulation.lost'), value: interval(result.lost) },
          { key: 'unknown-before', name: t('statistics.simulation.unknown-before'), value: count(result.unknown.before) },
          { key: 'unknown-after', name: t('statistics.simulation.unknown-after'), value: count(result.unknown.after) },
          ...(households === undefined
            ? []
            : [
                {
                  key: 'households-gained',
                  name: t('statistics.simulation.households-gained'),
                  value: interval(households.gained),
                },
                { key: 'households-lost', name: t('statistics.simulation.households-lost'), value: interval(households.lost) },
              ]),
          ...(hours === undefined
            ? []
            : [
                {
                  key: 'hours',
                  name: t('statistics.simulation.hours'),
                  value: interval({ least: shown(hours.least), most: shown(hours.most) }),
                },
              ]),
          ...fees.flatMap((fee) => [
            {
              key: `paid ${fee.id}`,
              name: t('statistics.simulation.paid', { fee: fee.title?.[locale] ?? fee.id }),
              value: money(fee.paid),
            },
            {
              key: `waived ${fee.id}`,
              name: t('statistics.simulation.waived', { fee: fee.title?.[locale] ?? fee.id }),
              value: money(fee.waived),
            },
          ]),
        ]}
      />
      {result.by.map(({ dimension, values }) => (
        <DataTable
          key={dimension}
          caption={t(`statistics.dimension.${dimension}`)}
          head={[
            { label: t(`statistics.dimension.${dimension}`) },
            { label: t('statistics.count.people'), number: true },
            { label: t('statistics.simulation.before'), number: true },
            { label: t('statistics.simulation.after'), number: true },
            { label: t('statistics.simulation.gained'), number: true },
            { label: t('statistics.simulation.lost'), number: true },
          ]}
        >
          {values.map((one) => (
            <tr key={one.value}>
              <th scope="row">{label(dimension, one.value)}</th>
              <td className="n">{count(one.people)}</td>
              {([one.before, one.after, one.gained, one.lost] satisfies readonly ShownInterval[]).map((of, at) => (
                <td className="n" key={at}>
                  {interval(of)}
                </td>
              ))}
            </tr>
          ))}
        </DataTable>
      ))}
      <Actions>
        <a className="button quiet" href={csv}>
          {t('statistics.count.csv')}
        </a>
      </Actions>
    </>
  )
}

function shown(hours: number): Shown {
  return hours === 0 ? 'none' : hours
}
