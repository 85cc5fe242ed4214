/** Words by language code (`es`); `''` for a form that does not say its language. */
export type Texts = Readonly<Record<string, string>>

/** What somebody may choose instead of an answer: “I don’t know”, “I’d rather not say”, “has none”. */
export type NoAnswer = 'unknown' | 'declined' | 'none'
export const noAnswers: readonly NoAnswer[] = ['unknown', 'declined', 'none']

export type Choice = {
  readonly name: string
  readonly label: Texts
  /** Further columns, which a filter reads: the department of a town. */
  readonly columns: Readonly<Record<string, string>>
}

export type ChoiceList = { readonly name: string; readonly choices: readonly Choice[]; readonly open: readonly NoAnswer[] }

/** `one` and `many` choose from a list; `yes-no` from yes and no; `place` is a point on the map. */
export type QuestionType = 'text' | 'integer' | 'decimal' | 'date' | 'one' | 'many' | 'yes-no' | 'image' | 'place'

/** Every condition is FEEL over the names of questions; an answer that is not there is `null`. */
type Shown = { readonly name: string; readonly label: Texts; readonly relevant?: string }

export type Question = Shown & {
  readonly kind: 'question'
  readonly type: QuestionType
  readonly list?: string
  readonly hint: Texts
  readonly required: boolean
  /** Over the question's own name too. */
  readonly constraint?: string
  readonly constraintMessage: Texts
  /** Over questions and the further columns of the choices. */
  readonly filter?: string
  readonly appearance?: string
  /** Of a question that chooses from no list: a second one asks why there is no answer. */
  readonly open: readonly NoAnswer[]
}

export type Note = Shown & { readonly kind: 'note' }
export type Calculation = { readonly kind: 'calculation'; readonly name: string; readonly feel: string }
export type Section = Shown & {
  readonly kind: 'group' | 'repeat'
  readonly items: readonly Item[]
  readonly appearance?: string
}
export type Item = Question | Note | Calculation | Section

/** A form as XLSForm can hold it, and we can read. */
export type Form = {
  readonly id: string
  readonly title: string
  readonly version: string
  readonly languages: readonly string[]
  readonly defaultLanguage: string
  readonly items: readonly Item[]
  readonly lists: ReadonlyMap<string, ChoiceList>
}

/** Every item, sections before what is in them. */
export function itemsOf(items: readonly Item[]): readonly Item[] {
  return items.flatMap((item) => [item, ...('items' in item ? itemsOf(item.items) : [])])
}
