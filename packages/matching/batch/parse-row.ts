/** A row of a query of ours, whose columns we named; counts that fit are numbers. */
export function parseRow<Row>(row: Readonly<Record<string, unknown>>): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
  ) as Row
}

export function parseText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
