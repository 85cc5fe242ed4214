import type { Catalogue } from '@convive/facts'
import { questionOf, yesNoList, type ChoiceList, type Item, type Question } from '@convive/forms'
import type { Words } from '@convive/kernel'
import type { Column } from './column.ts'
import { ages, birthKnown, consents, days, entryKnown } from './field-words.ts'

/** What registration asks, as questions for ODK and Kobo, under the names of the file's columns: of the household once, then of each member. */
export type FieldQuestions = {
  readonly household: readonly Item[]
  readonly members: readonly Item[]
  readonly lists: ReadonlyMap<string, ChoiceList>
}

/** Needs by code are restricted: a telephone in the field is no place for them. The reference is the submission's own. */
const leftOut = new Set(['household', 'need_codes'])
/** A paper is only asked for where there is one; a second one after the first. */
const papers: Readonly<Record<string, string>> = {
  document: 'document_kind',
  document_2: 'document_2_kind',
}

/** The columns of the file as questions. A day of which only the year is known is asked as that: nobody has to invent 1 January. */
export function fieldQuestions(columns: readonly Column[], catalogue: Catalogue): FieldQuestions {
  const lists = new Map<string, ChoiceList>()
  const asked = columns
    .filter(({ code }) => !leftOut.has(code))
    .flatMap((column) => itemsOf(column, catalogue, (list) => void lists.set(list.name, list)).map((item) => ({ column, item })))
  const of = (whose: Column['of']): readonly Item[] => asked.filter(({ column }) => column.of === whose).map(({ item }) => item)
  return { household: of('household'), members: of('person'), lists }
}

type Keep = (list: ChoiceList) => void

function itemsOf(column: Column, catalogue: Catalogue, keep: Keep): readonly Item[] {
  const { code, kind, label } = column
  if (code === 'birth_date') return dated(column, birthKnown, keep)
  if (code === 'entry_date') return dated(column, entryKnown, keep)
  const shown = relevantFor(code, catalogue)
  const asked = { ...blank(code, label), ...(column.required === true && kind !== 'name' ? { required: true } : {}), ...shown }
  switch (kind) {
    case 'reference':
    case 'name':
    case 'words':
      return [
        { ...asked, type: 'text', ...(column.required === true && kind === 'name' ? { open: ['unknown', 'declined'] } : {}) },
      ]
    case 'date':
      return [{ ...asked, type: 'date' }]
    case 'age':
      return [
        {
          ...asked,
          // The age that follows from the date is another fact.
          name: 'age_said',
          type: 'integer',
          relevant: 'birth_date_as = "age"',
          constraint: 'age_said >= 0 and age_said <= 120',
          constraintMessage: ages,
        },
      ]
    case 'boolean':
    case 'consent':
    case 'needs': {
      const list = yesNoList(kind === 'needs' ? ['unknown', 'declined'] : [])
      keep(list)
      return [{ ...asked, type: 'yes-no', list: list.name, ...(kind === 'consent' ? { hint: column.about } : {}) }]
    }
    case 'code':
    case 'codes':
      return chosen(column, asked, { catalogue, keep })
  }
}

function blank(name: string, label: Words): Question {
  return { kind: 'question', type: 'text', name, label, hint: {}, required: false, constraintMessage: {}, open: [] }
}

function chosen(
  { list, code, kind }: Column,
  asked: Question,
  { catalogue, keep }: { readonly catalogue: Catalogue; readonly keep: Keep },
): readonly Item[] {
  const fact = catalogue.get(list ?? '')
  if (fact === undefined) {
    const own: ChoiceList = { name: code, choices: choicesOf(consents), open: [] }
    keep(own)
    return [{ ...asked, type: 'one', list: own.name }]
  }
  const { question, list: among } = questionOf(fact)
  if (among !== undefined) keep(among)
  // Two columns may draw on one list, and a column holds one answer of a list from which a person may choose several.
  const { name, label, required, relevant } = asked
  const own = { ...question, name, label, required, ...(relevant === undefined ? {} : { relevant }) }
  return [kind === 'code' ? { ...own, type: 'one', constraintMessage: {} } : own]
}

/** First how much is known of a day, then as much. */
function dated({ code, label, required }: Column, known: Readonly<Record<string, Words>>, keep: Keep): readonly Item[] {
  const list: ChoiceList = { name: `${code}_known`, choices: choicesOf(known), open: ['unknown', 'declined'] }
  keep(list)
  const how = `${code}_as`
  const part = (name: string, { as, look }: { readonly as: string; readonly look?: string }): Question => ({
    ...blank(name, known[as] ?? label),
    type: 'date',
    relevant: `${how} = "${as}"`,
    constraint: `${name} <= today`,
    constraintMessage: days,
    ...(look === undefined ? {} : { appearance: look }),
  })
  const parts = [
    part(code, { as: 'day' }),
    part(`${code}_month`, { as: 'month', look: 'month-year' }),
    part(`${code}_year`, { as: 'year', look: 'year' }),
    part(`${code}_about`, { as: 'about', look: 'year' }),
  ]
  const asksMost = required === true || code === 'birth_date'
  return [
    { ...blank(how, label), type: 'one', list: list.name, required: asksMost },
    ...parts.filter(({ relevant = '' }) => Object.keys(known).some((as) => relevant.endsWith(`"${as}"`))),
  ]
}

function choicesOf(words: Readonly<Record<string, Words>>): ChoiceList['choices'] {
  return Object.entries(words).map(([name, label]) => ({ name, label, columns: {} }))
}

function relevantFor(code: string, catalogue: Catalogue): { readonly relevant?: string } {
  const set = Object.keys(papers).find(
    (one) => code.startsWith(`${one}_`) && /^(?:kind|number|country|expires)$/.test(code.slice(one.length + 1)),
  )
  if (set === undefined) return {}
  const kind = papers[set] ?? ''
  if (code === kind) return set === 'document' ? {} : { relevant: 'document_number != null' }
  const kinds = (catalogue.get('document_kind')?.values ?? []).map((one) => JSON.stringify(one.code))
  return kinds.length === 0 ? {} : { relevant: `${kind} in (${kinds.join(', ')})` }
}
