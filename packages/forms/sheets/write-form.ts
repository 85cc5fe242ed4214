import type { WrittenSheet } from '@convive/files'
import { aroundOf, type Around } from '../feel/around.ts'
import { toXPath } from '../feel/to-xpath.ts'
import { itemsOf, type Form, type Item, type NoAnswer, type Question, type Texts } from '../form.ts'
import { headingOf } from './languages.ts'
import { openWords } from './open-words.ts'

/** One row as its cells by heading. */
type Cells = Readonly<Record<string, string>>

/** A condition of the form that XLSForm cannot say: the file is written without it. */
export type Unsaid = {
  readonly name: string
  readonly column: 'relevant' | 'constraint' | 'calculation' | 'choice_filter'
  readonly feel: string
}

export type WrittenForm = { readonly sheets: readonly WrittenSheet[]; readonly unsaid: readonly Unsaid[] }

/** The sheets of an XLSForm (xlsform.org). The same form always gives the same cells. */
export function writeForm(form: Form): WrittenForm {
  const around = aroundOf(form.items)
  const unsaid: Unsaid[] = []
  const say: Say = (name, column, feel, own) => {
    if (feel === undefined) return ''
    const xpath = toXPath(feel, own, column === 'calculation' ? 'value' : 'condition')
    if (xpath === undefined) unsaid.push({ name, column, feel })
    return xpath ?? ''
  }
  const writing: Writing = { form, around, say }
  const survey = form.items.flatMap((item) => rowsOf(item, writing))
  const choices = [...form.lists.values()].flatMap((list) => [
    ...list.choices.map(({ name, label, columns }) => ({ list_name: list.name, name, ...texts('label', label), ...columns })),
    ...list.open.map((open) => ({ list_name: list.name, name: open, ...texts('label', openWords(open, form.languages)) })),
  ])
  const unanswered = [...new Set(itemsOf(form.items).flatMap((item) => (asksWhy(item) ? [whyList(item.open)] : [])))].toSorted()
  const why = unanswered.flatMap((list) =>
    opensOf(list).map((open) => ({ list_name: list, name: open, ...texts('label', openWords(open, form.languages)) })),
  )
  const filters = [
    ...new Set([...form.lists.values()].flatMap((list) => list.choices.flatMap((one) => Object.keys(one.columns)))),
  ].toSorted()
  const each = (column: string): readonly string[] =>
    languagesOf(form).map((one) => (one === '' ? column : `${column}::${headingOf(one)}`))
  const settings = {
    form_title: form.title,
    form_id: form.id,
    version: form.version,
    default_language: form.defaultLanguage === '' ? '' : headingOf(form.defaultLanguage),
  }
  return {
    unsaid,
    sheets: [
      sheet(
        'survey',
        [
          'type',
          'name',
          ...each('label'),
          ...each('hint'),
          'required',
          'relevant',
          'constraint',
          ...each('constraint_message'),
          'calculation',
          'choice_filter',
          'appearance',
        ],
        survey,
      ),
      sheet('choices', ['list_name', 'name', ...each('label'), ...filters], [...choices, ...why]),
      sheet('settings', Object.keys(settings), [settings]),
    ],
  }
}

function languagesOf({ languages }: Form): readonly string[] {
  return languages.length === 0 ? [''] : languages
}

type Say = (name: string, column: Unsaid['column'], feel: string | undefined, around: Around) => string
type Writing = { readonly form: Form; readonly around: Around; readonly say: Say }

function sheet(name: string, heading: readonly string[], rows: readonly Cells[]): WrittenSheet {
  return { name, width: 24, rows: [heading, ...rows.map((cells) => heading.map((column) => cells[column] ?? ''))] }
}

function texts(column: string, words: Texts): Cells {
  return Object.fromEntries(
    Object.entries(words).map(([language, text]) => [language === '' ? column : `${column}::${headingOf(language)}`, text]),
  )
}

function rowsOf(item: Item, writing: Writing): readonly Cells[] {
  const { say, around } = writing
  if (item.kind === 'calculation')
    return [{ type: 'calculate', name: item.name, calculation: say(item.name, 'calculation', item.feel, around) }]
  const shown = { name: item.name, ...texts('label', item.label), relevant: say(item.name, 'relevant', item.relevant, around) }
  switch (item.kind) {
    case 'note':
      return [{ type: 'note', ...shown }]
    case 'group':
    case 'repeat':
      return [
        { type: `begin_${item.kind}`, ...shown, appearance: item.appearance ?? '' },
        ...item.items.flatMap((one) => rowsOf(one, writing)),
        { type: `end_${item.kind}`, name: item.name },
      ]
    case 'question':
      return questionRows(item, shown, writing)
  }
}

const typeNames = {
  text: 'text',
  integer: 'integer',
  decimal: 'decimal',
  date: 'date',
  image: 'image',
  place: 'geopoint',
} as const

function questionRows(item: Question, shown: Cells, { form, around, say }: Writing): readonly Cells[] {
  const { name, type, list = 'yes_no' } = item
  const chosen = type === 'many' ? 'select_multiple' : 'select_one'
  const own = { ...around, self: name }
  const columns = new Set((form.lists.get(list)?.choices ?? []).flatMap((one) => Object.keys(one.columns)))
  const constraint = say(name, 'constraint', item.constraint, own)
  const alone = type === 'many' ? aloneOf(form.lists.get(list)?.open ?? []) : ''
  const row: Cells = {
    ...shown,
    type: type === 'one' || type === 'many' || type === 'yes-no' ? `${chosen} ${list}` : typeNames[type],
    ...texts('hint', item.hint),
    required: item.required ? 'yes' : '',
    constraint: constraint === '' || alone === '' ? constraint + alone : `(${constraint}) and ${alone}`,
    ...texts('constraint_message', item.constraintMessage),
    choice_filter: say(name, 'choice_filter', item.filter, { ...around, columns }),
    appearance: item.appearance ?? '',
  }
  if (!asksWhy(item)) return [row]
  const empty = `\${${name}} = ''`
  const relevant = shown['relevant'] === '' ? empty : `(${shown['relevant']}) and ${empty}`
  const label = texts('label', openWords('why', form.languages))
  return [row, { type: `select_one ${whyList(item.open)}`, name: whyName(name), ...label, relevant, appearance: 'minimal' }]
}

/** A choice such as “I’d rather not say” stands alone. */
export function aloneOf(open: readonly NoAnswer[]): string {
  if (open.length === 0) return ''
  return `not((${open.map((one) => `selected(., '${one}')`).join(' or ')}) and count-selected(.) > 1)`
}

function asksWhy(item: Item): item is Question {
  return item.kind === 'question' && item.open.length > 0
}

export function whyName(name: string): string {
  return `${name}_unanswered`
}

function whyList(open: readonly NoAnswer[]): string {
  return `unanswered_${open.join('_')}`
}

function opensOf(list: string): readonly NoAnswer[] {
  return (['unknown', 'declined', 'none'] as const).filter((one) => list.split('_').includes(one))
}
