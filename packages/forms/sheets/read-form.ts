import type { Sheet } from '@convive/files'
import { itemsOf, type Form } from '../form.ts'
import type { Found } from '../found.ts'
import { languageIn } from './languages.ts'
import { readChoices } from './read-choices.ts'
import { readItems } from './read-items.ts'
import { readSheet, type ReadSheet } from './sheet.ts'

export type ReadForm = { readonly form: Form; readonly found: readonly Found[] }

const knownSettings = new Set(['form_title', 'form_id', 'id_string', 'title', 'version', 'default_language'])
const mostFound = 2000

/** The sheets of an XLSForm as a form, with everything that was found on the way: what is refused, left out, or means something else. */
export function readForm(sheets: readonly Sheet[]): ReadForm {
  const found: Found[] = []
  const sheetCalled = (name: string): ReadSheet | undefined => {
    const sheet = sheets.find((one) => one.name.trim().toLowerCase() === name)
    return sheet === undefined ? undefined : readSheet({ ...sheet, name }, found)
  }
  const missing = (sheet: string, column: string): void =>
    void found.push({
      weight: 'refused',
      code: column === '' ? 'sheet-missing' : 'column-missing',
      sheet,
      row: 1,
      column,
      with: {
        name: column === '' ? sheet : column,
        sheets: sheets
          .map(({ name }) => name)
          .join(', ')
          .slice(0, 200),
      },
    })
  const [survey, choices, settings] = [sheetCalled('survey'), sheetCalled('choices'), sheetCalled('settings')]
  if (survey === undefined) missing('survey', '')
  else for (const column of ['type', 'name']) if (!survey.headings.includes(column)) missing('survey', column)
  const lists = choices === undefined ? new Map() : readChoices(choices, found)
  const items = survey === undefined ? [] : readItems(survey, lists, found)
  if (survey !== undefined && items.length === 0 && found.every((one) => one.weight !== 'refused'))
    found.push({ weight: 'refused', code: 'no-questions', sheet: 'survey', row: 1, column: 'type' })
  const set = settings?.rows[0]
  for (const [column, text] of set?.cells ?? [])
    if (!knownSettings.has(column) && !/^[$_]|^kobo--/u.test(column))
      found.push({
        weight: 'left-out',
        code: 'setting',
        sheet: 'settings',
        row: set?.row ?? 2,
        column,
        with: { name: text.slice(0, 60) },
      })
  const cell = (...columns: readonly string[]): string =>
    columns.map((one) => set?.cells.get(one)).find((one) => one !== undefined) ?? ''
  const used = new Set([...(survey?.languages.values() ?? []), ...(choices?.languages.values() ?? [])])
  const usedLists = new Set(
    itemsOf(items).flatMap((item) => (item.kind === 'question' && item.list !== undefined ? [item.list] : [])),
  )
  return {
    found: found.slice(0, mostFound),
    form: {
      id: cell('form_id', 'id_string'),
      title: cell('form_title', 'title'),
      version: cell('version'),
      defaultLanguage: languageIn(cell('default_language')),
      languages: [...used],
      items,
      lists: new Map([...lists].filter(([name]) => usedLists.has(name))),
    },
  }
}
