import { csvLine } from '@convive/kernel'
import { createTranslators } from '@convive/languages'
import { ask, refusalText, scope, type PageArgs } from '@convive/ui'
import type { AnswerOf } from '@convive/commands'
import type { importReport } from '../queries/import-report.ts'
import type { importTemplate } from '../queries/import-template.ts'

type Line = AnswerOf<typeof importReport>['lines'][number]

/** What became of every row as CSV, in the language of the page: one line for each row of the file. */
export async function loader(args: PageArgs): Promise<Response> {
  const { messages, locale } = scope(args)
  const t = createTranslators(messages)(locale)
  const { columns } = await ask<typeof importTemplate>(args, 'exchange/import-template', { locale })
  const labels = new Map(columns.map(({ code, label }) => [code, label]))
  const heading = ['row', 'line', 'household', 'person', 'result', 'number', 'column', 'why', 'look'] as const
  const text = [csvLine(heading.map((name) => t(`exchange.report.${name}`)))]
  let row = 0
  for (let from: number | undefined = 0; from !== undefined;) {
    const page: AnswerOf<typeof importReport> = await ask<typeof importReport>(args, 'exchange/import-report', {
      importId: args.params['importId'],
      from,
    })
    for (const line of page.lines) text.push(csvLine([String((row += 1)), ...cellsOf(line, { t, labels })]))
    from = page.next
  }
  // The mark in front tells spreadsheets that letters are UTF-8.
  return new Response(`\uFEFF${text.join('')}`, {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="convive-report.csv"' },
  })
}

function cellsOf(
  line: Line,
  { t, labels }: { readonly t: Parameters<typeof refusalText>[0]; readonly labels: ReadonlyMap<string, string> },
): readonly string[] {
  const refusals = line.refusals ?? []
  const look = [
    ...(line.likely === true ? [t('exchange.report.likely')] : []),
    ...(line.flags ?? []).map((flag) => t(`registry.flag.${flag}`)),
  ]
  return [
    String(line.line),
    line.household,
    line.name ?? '',
    t(`exchange.result.${line.result}`),
    line.number ?? '',
    refusals.flatMap(({ at }) => (at === undefined ? [] : [labels.get(at) ?? at])).join(' / '),
    refusals.map((refusal) => refusalText(t, refusal)).join(' / '),
    look.join(' / '),
  ]
}
