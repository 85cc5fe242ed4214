import type { Choice, ChoiceList, NoAnswer } from '../form.ts'
import { noAnswers } from '../form.ts'
import type { Found } from '../found.ts'
import { textsIn, type ReadSheet } from './sheet.ts'

const own = new Set(['list_name', 'name'])

/** Lists of choices in the order of the sheet. Choices called unknown, declined and none say that there is no answer. */
export function readChoices(sheet: ReadSheet, found: Found[]): ReadonlyMap<string, ChoiceList> {
  const lists = new Map<string, { choices: Choice[]; open: NoAnswer[] }>()
  for (const row of sheet.rows) {
    const [listName, name] = [row.cells.get('list_name') ?? '', row.cells.get('name') ?? '']
    const refused = (code: Found['code'], column: string): void =>
      void found.push({ weight: 'refused', code, sheet: sheet.name, row: row.row, column, with: { name, list: listName } })
    if (listName === '') refused('list-unnamed', 'list_name')
    else if (name === '' || /\s/u.test(name)) refused('choice-unnamed', 'name')
    if (listName === '' || name === '') continue
    const list = lists.get(listName) ?? { choices: [], open: [] }
    lists.set(listName, list)
    if (list.choices.some((one) => one.name === name) || list.open.some((one) => one === name)) refused('choice-twice', 'name')
    const open = noAnswers.find((one) => one === name)
    if (open !== undefined) list.open.push(open)
    else list.choices.push({ name, label: textsIn(row, 'label', sheet.languages), columns: columnsOf(row.cells) })
    for (const column of row.cells.keys())
      if (/^(media|image|audio|video|big-image)(::|$)/u.test(column))
        found.push({
          weight: 'left-out',
          code: 'column-left-out',
          sheet: sheet.name,
          row: row.row,
          column,
          with: { name: column },
        })
  }
  return new Map([...lists].map(([name, { choices, open }]) => [name, { name, choices, open }]))
}

function columnsOf(cells: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...cells].filter(
      ([column]) => !own.has(column) && !/^(label|hint|media|image|audio|video|big-image)(::|$)|^[$_]|^kobo--/u.test(column),
    ),
  )
}
