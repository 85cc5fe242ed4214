import { toCsv } from '@convive/disclosure'
import { ask, scope, type PageArgs } from '@convive/ui'
import type { codeLists } from '@convive/registry'
import type { safeTable } from '../queries/safe-table.ts'
import { askedBy, offered } from './asked.ts'
import { valueLabel } from './labels.ts'

/** The same protected table as CSV. */
export async function loader(args: PageArgs): Promise<Response> {
  const { by, refusals } = askedBy(args.request.url)
  const counted = await ask<typeof safeTable>(args, 'statistics/safe-table', { by })
  const lists = await ask<typeof codeLists>(args, 'registry/code-lists', {})
  const { messages, locale } = scope(args)
  const t = (key: string): string => messages.get(key)?.[locale] ?? key
  // Another table than the one that was asked for would be taken for it.
  if (refusals.length > 0) {
    const known = Object.keys(offered).map((name) => `${name}: ${t(`statistics.dimension.${name}`)}`)
    return told([t('refusal.statistics/dimensions-required'), ...known].join('\n'), 422)
  }
  const { released } = counted
  if (released === undefined)
    return told(
      t('statistics.count.too-few').replace('{fewest}', String(counted.fewestCounted)).replace('{day}', counted.next),
      409,
    )
  const label = valueLabel(lists, { t, locale })
  const csv = toCsv(released.table, {
    dimension: (name) => t(`statistics.dimension.${name}`),
    value: label,
    all: t('statistics.count.all'),
    count: t('statistics.count.people'),
  })
  // The mark in front tells spreadsheets that letters are UTF-8.
  return new Response(`\uFEFF${csv}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="convive-${counted.by.join('-')}-${released.on}.csv"`,
    },
  })
}

function told(text: string, status: number): Response {
  return new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
