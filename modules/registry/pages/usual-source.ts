type Sourced = { readonly source?: string | undefined }

/** What most facts have as source is said once, above; each fact keeps a source that differs. */
export function usualSource<T extends Sourced>(rows: readonly T[]): { readonly usual?: string; readonly rows: readonly T[] } {
  const times = new Map<string, number>()
  for (const { source } of rows) if (source !== undefined) times.set(source, (times.get(source) ?? 0) + 1)
  const [usual, most] = [...times].toSorted(([, one], [, other]) => other - one)[0] ?? []
  if (usual === undefined || most === undefined || most < 3) return { rows }
  return { usual, rows: rows.map((row) => (row.source === usual ? { ...row, source: undefined } : row)) }
}
