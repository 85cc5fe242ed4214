import type { FactDefinition } from '@convive/facts'
import { locales } from '@convive/kernel'
import type { Choice, ChoiceList, NoAnswer, Question } from '../form.ts'
import { openWords } from '../sheets/open-words.ts'

/** Everybody may not know and may not want to say; a fact that can be absent offers that too. */
export function opensOf({ none }: Pick<FactDefinition, 'none'>): readonly NoAnswer[] {
  return none === true ? ['unknown', 'declined', 'none'] : ['unknown', 'declined']
}

const yesNo: readonly Choice[] = [
  { name: 'yes', label: { es: 'Sí', pt: 'Sim', en: 'Yes', fr: 'Oui', ht: 'Wi' }, columns: {} },
  { name: 'no', label: { es: 'No', pt: 'Não', en: 'No', fr: 'Non', ht: 'Non' }, columns: {} },
]

/** Yes and no, with what may be chosen instead. */
export function yesNoList(open: readonly NoAnswer[]): ChoiceList {
  const name = open.length === 0 ? 'only_yes_no' : open.includes('none') ? 'yes_no_or_none' : 'yes_no'
  return { name, choices: yesNo, open }
}

/** Lists longer than this are searched by typing. */
const longList = 12

export type AskedFact = { readonly question: Question; readonly list?: ChoiceList }

/** A fact of the catalogue as a question. Nothing is required: whoever would rather not say goes on without a lie. */
export function questionOf(fact: FactDefinition): AskedFact {
  const open = opensOf(fact)
  const type = typeOf(fact)
  const chooses = type === 'one' || type === 'many' || type === 'yes-no'
  const common = {
    kind: 'question',
    name: fact.id,
    type,
    label: fact.ask ?? fact.label,
    hint: fact.hint ?? {},
    required: false,
    constraintMessage: {},
    open: chooses ? [] : open,
    ...limitsOf(fact, type),
  } as const
  if (!chooses) return { question: common }
  const choices = (fact.values ?? []).map(({ code, label }) => ({ name: code, label, columns: {} }))
  const base = (fact.list ?? fact.id).replaceAll('-', '_')
  const list = type === 'yes-no' ? yesNoList(open) : { name: fact.none === true ? `${base}_or_none` : base, choices, open }
  const look = choices.length > longList ? { appearance: 'minimal autocomplete' } : {}
  return { question: { ...common, list: list.name, ...look, ...(type === 'many' ? { constraintMessage: alone } : {}) }, list }
}

function typeOf({ type, list, decimals }: FactDefinition): Question['type'] {
  switch (type) {
    case 'boolean':
      return 'yes-no'
    case 'code':
      return 'one'
    case 'codes':
      return list === undefined ? 'text' : 'many'
    case 'number':
      return decimals === undefined || decimals > 0 ? 'decimal' : 'integer'
    case 'date':
      return 'date'
    case 'records':
    case 'text':
      return 'text'
  }
}

const inTheFuture = {
  es: 'Este día todavía no llegó.',
  pt: 'Este dia ainda não chegou.',
  en: 'This day has not come yet.',
  fr: 'Ce jour n’est pas encore arrivé.',
  ht: 'Jou sa a poko rive.',
}
const outside = {
  es: 'Revise este valor: no puede ser.',
  pt: 'Confira este valor: não pode ser.',
  en: 'Look at this again: it cannot be.',
  fr: 'Vérifiez cette valeur : elle n’est pas possible.',
  ht: 'Gade sa ankò: sa pa posib.',
}
const alone: Question['constraintMessage'] = Object.fromEntries(
  locales.map((locale): [string, string] => {
    const word = openWords('unknown', [locale])[locale] ?? ''
    const says = {
      es: 'no va junto con otra respuesta',
      pt: 'não vai junto com outra resposta',
      en: 'cannot stand beside another answer',
      fr: 'ne va pas avec une autre réponse',
      ht: 'pa ka mache ak yon lòt repons',
    }
    return [locale, `«${word}» ${says[locale]}.`]
  }),
)

function limitsOf({ id, min, max, future, type: factType }: FactDefinition, type: Question['type']): Partial<Question> {
  const bound = (value: number | string): string => (typeof value === 'string' ? `date("${value}")` : String(value))
  if (factType === 'text' || (factType === 'codes' && type === 'text'))
    return typeof max === 'number' ? { constraint: `string length(${id}) <= ${max}`, constraintMessage: outside } : {}
  if (type !== 'date' && type !== 'integer' && type !== 'decimal') return {}
  const limits = [
    ...(min === undefined ? [] : [`${id} >= ${bound(min)}`]),
    ...(max === undefined ? [] : [`${id} <= ${bound(max)}`]),
    ...(type === 'date' && future !== true ? [`${id} <= today`] : []),
  ]
  if (limits.length === 0) return {}
  return {
    constraint: limits.join(' and '),
    constraintMessage: limits.length === 1 && type === 'date' && future !== true ? inTheFuture : outside,
  }
}
