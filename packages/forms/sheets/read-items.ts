import { aroundOf, type Around } from '../feel/around.ts'
import { toFeel } from '../feel/to-feel.ts'
import { nearestName } from '@convive/kernel'
import type { Calculation, ChoiceList, Item, NoAnswer, Question } from '../form.ts'
import type { Found } from '../found.ts'
import { typeNames } from './question-types.ts'
import { readConditions, type Conditions } from './read-conditions.ts'
import { textsIn, type ReadSheet } from './sheet.ts'
import { treeOf, type Branch } from './tree.ts'
import { whyName } from './write-form.ts'

type Lists = ReadonlyMap<string, ChoiceList>
type Reading = {
  readonly sheet: ReadSheet
  readonly lists: Lists
  readonly found: Found[]
  readonly names: Map<string, number>
  /** Read when every name is known. */
  readonly conditions: Map<string, Branch>
}

/** The survey's rows as items: first their names and types, then the conditions, which may look ahead. */
export function readItems(sheet: ReadSheet, lists: Lists, found: Found[]): readonly Item[] {
  const reading: Reading = { sheet, lists, found, names: new Map(), conditions: new Map() }
  const items = folded(treeOf(sheet, found).flatMap((branch) => itemFrom(branch, reading)))
  const around = without(aroundOf(items), reading.conditions)
  const withConditions = (item: Item): readonly Item[] => {
    const branch = reading.conditions.get(item.name)
    if (branch === undefined) return [item]
    const read = readConditions(branch.at, item, { around, lists, sheet: sheet.name, found })
    if (item.kind === 'calculation') return read.feel === undefined ? [] : [{ ...item, feel: read.feel }]
    const whole = applied(item, read)
    return ['items' in whole ? { ...whole, items: whole.items.flatMap(withConditions) } : whole]
  }
  return items.flatMap(withConditions)
}

/** A calculation that cannot be said is no name that another formula may read. */
function without(around: Around, rows: ReadonlyMap<string, Branch>): Around {
  const told = (name: string): boolean => toFeel(rows.get(name)?.at.cells.get('calculation') ?? '', around, 'value').ok
  const names = new Map([...around.names].filter(([name]) => rows.get(name)?.type.kind !== 'calculation' || told(name)))
  return names.size === around.names.size ? around : without({ ...around, names }, rows)
}

function applied(item: Exclude<Item, Calculation>, { relevant, constraint, filter }: Conditions): Item {
  const shown = relevant === undefined ? {} : { relevant }
  if (item.kind !== 'question') return { ...item, ...shown }
  return {
    ...item,
    ...shown,
    ...(constraint === undefined ? {} : { constraint }),
    ...(filter === undefined ? {} : { filter }),
  }
}

function itemFrom(branch: Branch, reading: Reading): readonly Item[] {
  const { at, type } = branch
  const { sheet, found } = reading
  const cell = at.cells.get('type') ?? ''
  const tell = (weight: Found['weight'], code: Found['code'], word: string, column = 'type'): void =>
    void found.push({ weight, code, sheet: sheet.name, row: at.row, column, with: { name: word } })
  if (type.kind === 'left-out' || type.kind === 'unknown') {
    const near = nearestName(cell.split(' ')[0] ?? '', typeNames)
    tell(
      'left-out',
      type.kind === 'unknown' ? 'type-unknown' : 'type-left-out',
      cell.slice(0, 60) + (type.kind === 'unknown' && near !== undefined ? ` → ${near}?` : ''),
    )
    return []
  }
  const name = nameOf(branch, reading)
  if (name === undefined) return []
  const shown = { name, label: textsIn(at, 'label', sheet.languages) }
  const appearance = at.cells.get('appearance')
  const kept = appearance === undefined ? {} : { appearance }
  if (appearance !== undefined && type.kind !== 'note' && type.kind !== 'calculation')
    tell('note', 'appearance', appearance.slice(0, 60), 'appearance')
  leftOutColumns(branch, reading)
  reading.conditions.set(name, branch)
  switch (type.kind) {
    case 'end':
      return []
    case 'begin':
      return [{ kind: type.section, ...shown, ...kept, items: folded(branch.inside.flatMap((one) => itemFrom(one, reading))) }]
    case 'note':
      return [{ kind: 'note', ...shown }]
    case 'calculation':
      if (!at.cells.has('calculation')) tell('left-out', 'column-missing', 'calculation', 'calculation')
      return at.cells.has('calculation') ? [{ kind: 'calculation', name, feel: 'null' }] : []
    case 'question': {
      if (Object.keys(shown.label).length === 0) tell('note', 'label-missing', name, 'label')
      if (type.other) tell('left-out', 'or-other', cell)
      const list = type.list === undefined ? undefined : reading.lists.get(type.list)
      if (type.list !== undefined && list === undefined) {
        const near = nearestName(type.list, [...reading.lists.keys()])
        tell('refused', 'list-missing', near === undefined ? type.list : `${type.list} (${near}?)`)
      }
      return [
        {
          kind: 'question',
          ...shown,
          ...kept,
          type: type.type === 'one' && isYesNo(list) ? 'yes-no' : type.type,
          ...(type.list === undefined ? {} : { list: type.list }),
          hint: textsIn(at, 'hint', sheet.languages),
          required: isRequired(branch, tell),
          constraintMessage: textsIn(at, 'constraint_message', sheet.languages),
          open: [],
        },
      ]
    }
  }
}

function isYesNo(list: ChoiceList | undefined): boolean {
  const names = list?.choices.map((one) => one.name).toSorted()
  return names?.length === 2 && names[0] === 'no' && names[1] === 'yes'
}

function isRequired(
  { at }: Branch,
  tell: (weight: 'left-out', code: 'required-when', word: string, column: string) => void,
): boolean {
  const cell = at.cells.get('required')?.toLowerCase() ?? ''
  if (/^(yes|true|true\(\)|1)$/u.test(cell)) return true
  if (!/^(no|false|false\(\)|0|)$/u.test(cell)) tell('left-out', 'required-when', cell.slice(0, 60), 'required')
  return false
}

/** A name that stands once, and that both sides can read. An end needs none. */
function nameOf({ at, type }: Branch, { sheet, found, names }: Reading): string | undefined {
  const name = at.cells.get('name') ?? ''
  const refused = (code: Found['code'], word: string): undefined =>
    void found.push({
      weight: 'refused',
      code,
      sheet: sheet.name,
      row: at.row,
      column: 'name',
      with: { name: word.slice(0, 60) },
    })
  if (name === '') return type.kind === 'end' ? undefined : refused('name-missing', at.cells.get('type') ?? '')
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) || name.length > 100) return refused('name-invalid', name)
  const before = names.get(name)
  if (before !== undefined) return refused('name-twice', `${name} (${before})`)
  names.set(name, at.row)
  return name
}

const taken = new Set(
  'type name label hint required relevant constraint constraint_message calculation choice_filter appearance'.split(' '),
)

/** Whatever else a row says is told, cell by cell; the marks that Kobo makes for itself say nothing. */
function leftOutColumns({ at }: Branch, { sheet, found }: Reading): void {
  for (const [column, text] of at.cells) {
    const [first = ''] = column.split('::')
    if (taken.has(column) || (taken.has(first) && sheet.languages.has(column)) || /^[$_]|^kobo--|^kuid$/u.test(column)) continue
    found.push({
      weight: 'left-out',
      code: 'column-left-out',
      sheet: sheet.name,
      row: at.row,
      column,
      with: { name: text.slice(0, 60) },
    })
  }
}

/** The question why there is no answer belongs to the one before it. */
function folded(items: readonly Item[]): readonly Item[] {
  return items.flatMap((item, at): readonly Item[] => {
    const [before, after] = [items[at - 1], items[at + 1]]
    if (before?.kind === 'question' && isWhy(item, before)) return []
    return item.kind === 'question' && after !== undefined && isWhy(after, item) ? [{ ...item, open: opensOf(after) }] : [item]
  })
}

function isWhy(item: Item, before: Question): item is Question {
  return item.kind === 'question' && item.name === whyName(before.name) && (item.list ?? '').startsWith('unanswered_')
}

function opensOf({ list = '' }: Question): readonly NoAnswer[] {
  return (['unknown', 'declined', 'none'] as const).filter((one) => list.split('_').includes(one))
}
