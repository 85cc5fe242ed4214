import { DataTable, Tag, useText } from '@convive/ui'
import type { AnswerOf } from '@convive/commands'
import type { importTemplate } from '../queries/import-template.ts'

/** Long lists of codes stand in the workbook; here the first are enough to see what is meant. */
const mostCodes = 15

/** What each column holds, closed until somebody asks. */
export function ColumnList({ columns }: { readonly columns: AnswerOf<typeof importTemplate>['columns'] }) {
  const { t } = useText()
  return (
    <details className="field">
      <summary>{t('exchange.columns.title')}</summary>
      <DataTable
        caption={t('exchange.columns.caption')}
        head={[
          { label: t('exchange.columns.column') },
          { label: t('exchange.columns.holds') },
          { label: t('exchange.columns.example') },
        ]}
      >
        {columns.map((column) => (
          <tr key={column.code}>
            <th scope="row">
              {column.label}
              <br />
              <small className="soft">{column.code}</small>
              {column.required ? (
                <>
                  <br />
                  <Tag tone="wait">{t('exchange.columns.required')}</Tag>
                </>
              ) : null}
            </th>
            <td>
              {column.about}
              {column.codes.length === 0 ? null : (
                <>
                  <br />
                  <small className="soft">
                    {column.codes.slice(0, mostCodes).join(', ')}
                    {column.codes.length > mostCodes ? ' …' : ''}
                  </small>
                </>
              )}
            </td>
            <td>{column.example}</td>
          </tr>
        ))}
      </DataTable>
    </details>
  )
}
