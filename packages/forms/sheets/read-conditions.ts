import { toFeel } from '../feel/to-feel.ts'
import { shownWhenEmpty } from '../feel/shown-when-empty.ts'
import type { Around } from '../feel/around.ts'
import type { ChoiceList, Item } from '../form.ts'
import type { Found } from '../found.ts'
import type { SheetRow } from './sheet.ts'
import { aloneOf } from './write-form.ts'

export type Conditions = {
  readonly relevant?: string
  readonly constraint?: string
  readonly filter?: string
  readonly feel?: string
}

/** The expressions of a row as FEEL. What has no equivalent is told with its row and column, and is left out. */
export function readConditions(
  { row, cells }: SheetRow,
  item: Item,
  {
    around,
    lists,
    sheet,
    found,
  }: {
    readonly around: Around
    readonly lists: ReadonlyMap<string, ChoiceList>
    readonly sheet: string
    readonly found: Found[]
  },
): Conditions {
  const read = (column: string, text: string | undefined, own: Around): string | undefined => {
    if (text === undefined || text === '') return undefined
    const place = { sheet, row, column }
    const isValue = column === 'calculation'
    const result = toFeel(text, own, isValue ? 'value' : 'condition')
    if (!result.ok) {
      found.push({ weight: 'left-out', code: result.untold.code, ...place, with: { name: result.untold.word.slice(0, 60) } })
      return undefined
    }
    if (column === 'relevant' && shownWhenEmpty(result.xpath))
      found.push({ weight: 'differs', code: 'shown-when-empty', ...place })
    return result.feel
  }
  const list = item.kind === 'question' ? lists.get(item.list ?? '') : undefined
  const self = { ...around, self: item.name }
  const columns = new Set((list?.choices ?? []).flatMap((one) => Object.keys(one.columns)))
  const relevant = read('relevant', cells.get('relevant'), around)
  const constraint = read(
    'constraint',
    item.kind === 'question' ? ownConstraint(cells.get('constraint') ?? '', list) : undefined,
    self,
  )
  const filter = read('choice_filter', cells.get('choice_filter'), { ...around, columns })
  const feel = item.kind === 'calculation' ? read('calculation', cells.get('calculation'), around) : undefined
  return {
    ...(relevant === undefined ? {} : { relevant }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(filter === undefined ? {} : { filter }),
    ...(feel === undefined ? {} : { feel }),
  }
}

/** Without the part that we write ourselves: “I’d rather not say” stands alone. */
function ownConstraint(text: string, list: ChoiceList | undefined): string {
  const alone = aloneOf(list?.open ?? [])
  if (alone === '' || !text.endsWith(alone)) return text
  const own = text.slice(0, -alone.length).replace(/ and $/u, '')
  return own.startsWith('(') && own.endsWith(')') ? own.slice(1, -1) : own
}
