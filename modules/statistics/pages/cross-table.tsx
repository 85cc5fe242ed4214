import { countsOf, type At, type SafeTable } from '@convive/disclosure'
import { DataTable, useText } from '@convive/ui'

/** The shortest dimension goes across, the others down, so that the table stays narrow. Rows of nothing but 0 are left out. */
export function CrossTable({
  table,
  label,
}: {
  readonly table: SafeTable
  readonly label: (dimension: string, value: string) => string
}) {
  const { t, formats } = useText()
  const count = countsOf(table)
  const across =
    table.dimensions.length < 2 ? undefined : table.dimensions.toSorted((a, b) => a.values.length - b.values.length)[0]
  const down = table.dimensions.filter(({ name }) => name !== across?.name)
  const columns: readonly At[] =
    across === undefined ? [{}] : [...across.values.map((value) => ({ [across.name]: value })), { [across.name]: null }]
  const rows = down
    .reduce<readonly At[]>(
      (built, { name, values }) => built.flatMap((at) => [...values, null].map((value) => ({ ...at, [name]: value }))),
      [{}],
    )
    .map((at) => ({ at, counts: columns.map((column) => count({ ...at, ...column })) }))
    .filter(({ counts }) => counts.some((one) => one > 0))
  const said = (name: string, value: string | null | undefined): string =>
    value === null || value === undefined ? t('statistics.count.all') : label(name, value)
  return (
    <DataTable
      caption={t('statistics.count.table')}
      head={[
        ...down.map(({ name }) => ({ label: t(`statistics.dimension.${name}`) })),
        ...columns.map((column) => ({
          label: across === undefined ? t('statistics.count.people') : said(across.name, column[across.name]),
          number: true,
        })),
      ]}
    >
      {rows.map(({ at, counts }) => (
        <tr key={JSON.stringify(at)} className={Object.values(at).includes(null) ? 'sum' : undefined}>
          {down.map(({ name }, place) =>
            place === 0 ? (
              <th key={name} scope="row">
                {said(name, at[name])}
              </th>
            ) : (
              <td key={name}>{said(name, at[name])}</td>
            ),
          )}
          {counts.map((one, place) => (
            <td className="n" key={JSON.stringify(columns[place])}>
              {formats.number(one)}
            </td>
          ))}
        </tr>
      ))}
    </DataTable>
  )
}
