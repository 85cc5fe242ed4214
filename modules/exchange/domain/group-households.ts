import { referenceOf, type FileRow, type Survey } from './survey.ts'

/** The rows of people who came together. `reference` is empty for somebody who came alone. */
export type HouseholdRows = { readonly reference: string; readonly rows: readonly FileRow[] }

/**
 * Households in the order in which their last rows come: only households of which rows are still missing are held. Takes every row
 * of the file but the heading.
 */
export function groupHouseholds({ heading, lastLine }: Survey): { take(row: FileRow): HouseholdRows | undefined } {
  const column = heading.columns.findIndex((one) => one?.kind === 'reference')
  const open = new Map<string, FileRow[]>()
  return {
    take(row) {
      const reference = referenceOf(row, column)
      if (reference === '') return { reference, rows: [row] }
      const rows = [...(open.get(reference) ?? []), row]
      if (row.line < (lastLine.get(reference) ?? 0)) {
        open.set(reference, rows)
        return undefined
      }
      open.delete(reference)
      return { reference, rows }
    },
  }
}
