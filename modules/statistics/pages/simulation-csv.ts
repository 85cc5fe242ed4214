import { csvLine } from '@convive/kernel'
import type { codeLists } from '@convive/registry'
import { ask, scope, type PageArgs } from '@convive/ui'
import type { Shown, ShownInterval, ShownLine } from '../domain/shown-result.ts'
import type { showSimulation } from '../queries/show-simulation.ts'
import { valueLabel } from './labels.ts'

/** The same numbers as the page, “few” included. */
export async function loader(args: PageArgs): Promise<Response> {
  const { simulationId } = args.params
  const { shown: result } = await ask<typeof showSimulation>(args, 'statistics/show-simulation', { simulationId })
  const lists = await ask<typeof codeLists>(args, 'registry/code-lists', {})
  const { messages, locale } = scope(args)
  const t = (key: string): string => messages.get(key)?.[locale] ?? key
  if (result === undefined) return new Response(null, { status: 409 })
  const label = valueLabel(lists, { t, locale })
  const count = (of: Shown): string => (of === 'none' ? '0' : of === 'few' ? t('statistics.simulation.few') : String(of))
  const ends = ({ least, most }: ShownInterval): readonly string[] => [count(least), count(most)]
  const line = (dimension: string, value: string, { people, of }: { readonly people: Shown; readonly of: ShownLine }): string =>
    csvLine([dimension, value, count(people), ...[of.before, of.after, of.gained, of.lost].flatMap(ends)])
  const columns = ['before', 'after', 'gained', 'lost'].flatMap((one) =>
    ['least', 'most'].map((end) => `${t(`statistics.simulation.${one}`)} (${t(`statistics.simulation.${end}`)})`),
  )
  const lines = [
    csvLine([t('statistics.count.by'), '', t('statistics.count.people'), ...columns]),
    line(t('statistics.count.all'), '', { people: result.people, of: result }),
    ...result.by.flatMap(({ dimension, values }) =>
      values.map((one) =>
        line(t(`statistics.dimension.${dimension}`), label(dimension, one.value), { people: one.people, of: one }),
      ),
    ),
  ]
  return new Response(`\uFEFF${lines.join('')}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="convive-what-if-${simulationId}.csv"`,
    },
  })
}
