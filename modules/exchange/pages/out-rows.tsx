import { DataTable, refusalText, useText } from '@convive/ui'
import type { AnswerOf } from '@convive/commands'
import type { importTemplate } from '../queries/import-template.ts'
import type { showImport } from '../queries/show-import.ts'

/** The first rows that stay out, with their line, name and reason. */
export function OutRows({
  shown,
  columns,
}: {
  readonly shown: AnswerOf<typeof showImport>
  readonly columns: AnswerOf<typeof importTemplate>['columns']
}) {
  const { t } = useText()
  if (shown.out.length === 0) return null
  const label = (code: string): string => columns.find((column) => column.code === code)?.label ?? code
  return (
    <DataTable
      caption={t('exchange.out.caption', { count: shown.out.length, all: shown.refused })}
      head={[
        { label: t('exchange.report.line'), number: true },
        { label: t('exchange.report.person') },
        { label: t('exchange.report.why') },
      ]}
    >
      {shown.out.map((line) => (
        <tr key={line.line}>
          <td className="n">{line.line}</td>
          <th scope="row">{line.name === undefined || line.name === '' ? t('ui.unknown') : line.name}</th>
          <td>
            {(line.refusals ?? []).map((one) => (
              <p key={`${one.code} ${one.at ?? ''}`}>
                {one.at === undefined ? null : <strong>{label(one.at)}: </strong>}
                {refusalText(t, one)}
              </p>
            ))}
          </td>
        </tr>
      ))}
    </DataTable>
  )
}
