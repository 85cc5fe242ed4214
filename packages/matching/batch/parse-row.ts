/** A row of a query of ours, whose columns we named; counts that fit are numbers. */
export function parseRow<Row>(row: Readonly<Record<string, unknown>>): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
  ) as Row
}

export function parseText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

type Kept<State> = { readonly state: State; readonly seconds: Readonly<Record<string, number>> }

/** What a stage kept of a run, as it was written; nothing where it is of another run or version, or not whole. */
export function parseKept<State>(written: string, of: string): Kept<State> | undefined {
  try {
    const read: Kept<State> & { readonly of?: unknown } = JSON.parse(written)
    return read.of === of ? { state: read.state, seconds: read.seconds } : undefined
  } catch {
    return undefined
  }
}
