/** The one place where rows take the shape their query states. */
export function parseRows<Row>(rows: readonly unknown[]): readonly Row[] {
  return rows as readonly Row[]
}
