import type { Found } from '../found.ts'
import { typeIn, type RowType } from './question-types.ts'
import type { ReadSheet, SheetRow } from './sheet.ts'

/** The rows of a survey as they stand in each other. */
export type Branch = { readonly at: SheetRow; readonly type: RowType; readonly inside: readonly Branch[] }

type Open = { readonly at: SheetRow; readonly type: RowType & { kind: 'begin' }; readonly inside: Branch[] }

const deepest = 30

/** Puts each row into the group or repeat it stands in; what was begun must be ended, by its own end. */
export function treeOf({ name: sheet, rows }: ReadSheet, found: Found[]): readonly Branch[] {
  const top: Branch[] = []
  const open: Open[] = []
  const refused = (row: number, code: Found['code'], name: string): void =>
    void found.push({ weight: 'refused', code, sheet, row, column: 'type', with: { name } })
  for (const at of rows) {
    const cell = at.cells.get('type')
    if (cell === undefined) continue
    const type = typeIn(cell)
    const last = open.at(-1)
    if (type.kind === 'begin') {
      if (open.length === deepest) refused(at.row, 'too-deep', cell)
      open.push({ at, type, inside: [] })
    } else if (type.kind !== 'end') (last?.inside ?? top).push({ at, type, inside: [] })
    else if (last === undefined) refused(at.row, 'section-unopened', cell)
    else {
      if (last.type.section !== type.section) refused(at.row, 'section-crossed', `begin_${last.type.section}, ${last.at.row}`)
      open.pop()
      ;(open.at(-1)?.inside ?? top).push(last)
    }
  }
  for (const { at, type } of open) refused(at.row, 'section-open', `end_${type.section}`)
  return top
}
