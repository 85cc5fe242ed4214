import type { Item, QuestionType } from '../form.ts'

type Named = QuestionType | 'calculation' | 'group' | 'repeat' | 'note'

/** What the names in an expression mean. */
export type Around = {
  readonly names: ReadonlyMap<string, Named>
  /** The repeat that a question stands in, by the question. */
  readonly repeatOf: ReadonlyMap<string, string>
  /** Names that stand for the question itself in a constraint. */
  readonly self?: string
  /** Columns of the choices, in a filter. */
  readonly columns?: ReadonlySet<string>
}

export function aroundOf(items: readonly Item[]): Around {
  const names = new Map<string, Named>()
  const repeatOf = new Map<string, string>()
  const visit = (some: readonly Item[], repeat: string | undefined): void => {
    for (const item of some) {
      names.set(item.name, namedAs(item))
      if (repeat !== undefined) repeatOf.set(item.name, repeat)
      if ('items' in item) visit(item.items, item.kind === 'repeat' ? item.name : repeat)
    }
  }
  visit(items, undefined)
  return { names, repeatOf }
}

/** A calculation that ends in yes or no is read like such a question. */
function namedAs(item: Item): Named {
  if (item.kind === 'calculation' && item.feel.endsWith(yesElseNo)) return 'yes-no'
  return item.kind === 'question' ? item.type : item.kind
}

export const yesElseNo = ' then "yes" else "no"'

/** Words that FEEL keeps for itself, and the day, which every expression knows: no question can be read under them. */
const kept = new Set(
  'and or not in between if then else for return some every satisfies instance of null true false function today item partial'.split(
    ' ',
  ),
)

export function isFeelName(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !kept.has(name)
}
