import { toCsv } from '@convive/disclosure'
import { ask, scope, type PageArgs } from '@convive/ui'
import type { codeLists } from '@convive/registry'
import type { safeTable } from '../queries/safe-table.ts'
import { askedBy } from './asked.ts'
import { valueLabel } from './labels.ts'

/** The same protected table as CSV. */
export async function loader(args: PageArgs): Promise<Response> {
  const { by } = askedBy(args.request.url)
  const counted = await ask<typeof safeTable>(args, 'statistics/safe-table', { by })
  const lists = await ask<typeof codeLists>(args, 'registry/code-lists', {})
  const { messages, locale } = scope(args)
  const t = (key: string): string => messages.get(key)?.[locale] ?? key
  const label = valueLabel(lists, { t, locale })
  const csv = toCsv(counted.table, {
    dimension: (name) => t(`statistics.dimension.${name}`),
    value: label,
    all: t('statistics.count.all'),
    count: t('statistics.count.people'),
  })
  // The mark in front tells spreadsheets that letters are UTF-8.
  return new Response(`\uFEFF${csv}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="convive-${counted.by.join('-')}-${counted.on}.csv"`,
    },
  })
}
