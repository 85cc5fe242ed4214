import type { Catalogue, FactDefinition } from '@convive/facts'
import { locales, type Words } from '@convive/kernel'
import { aroundOf, yesElseNo } from '../feel/around.ts'
import { xpathOf } from '../feel/to-xpath.ts'
import type { ChoiceList, Form, Item } from '../form.ts'
import { questionOf } from './question-of.ts'

export type FormAsked = {
  readonly id: string
  readonly title: string
  readonly version: string
  readonly language: string
  readonly facts: readonly string[]
  /** Questions that come first; a fact of the same name is not asked again. */
  readonly before?: {
    readonly household: readonly Item[]
    readonly members: readonly Item[]
    readonly lists: ReadonlyMap<string, ChoiceList>
  }
  /** Papers to photograph; `when` as FEEL, over facts that are asked too. */
  readonly papers?: readonly { readonly name: string; readonly title: Words; readonly when?: string | undefined }[]
}

/** What cannot stand in a form: nobody asks it, or there is no such fact. */
export type NotAsked = {
  readonly fact: string
  readonly why: 'no-such-fact' | 'recorded' | 'restricted' | 'records' | 'no-formula'
}

const membersLabel: Words = {
  es: 'Integrantes del hogar',
  pt: 'Integrantes da família',
  en: 'Members of the household',
  fr: 'Membres du ménage',
  ht: 'Manm kay la',
}

/**
 * A form of catalogue facts: those of a whole household first, the others for each member. Restricted facts are left out: a telephone in the
 * field is no place for them. Derived facts are calculated, from facts that are asked with them.
 */
export function formOfFacts(
  asked: FormAsked,
  catalogue: Catalogue,
): { readonly form: Form; readonly notAsked: readonly NotAsked[] } {
  const notAsked: NotAsked[] = []
  const before = asked.before ?? { household: [], members: [], lists: new Map<string, ChoiceList>() }
  const lists = new Map(before.lists)
  const askedBefore = new Set([...before.household, ...before.members].map(({ name }) => name))
  const definitions: FactDefinition[] = []
  for (const id of new Set(asked.facts.flatMap((fact) => withLeading(fact, catalogue)))) {
    const fact = catalogue.get(id)
    const why = fact === undefined ? 'no-such-fact' : whyNot(fact)
    if (askedBefore.has(id)) continue
    if (why !== undefined) notAsked.push({ fact: id, why })
    else if (fact !== undefined) definitions.push(fact)
  }
  const isThere = new Set([...definitions.map(({ id }) => id), ...askedBefore])
  const items = definitions.flatMap((fact): readonly Item[] => {
    if (fact.derive !== undefined) return [{ kind: 'calculation', name: fact.id, feel: calculated(fact, fact.derive) }]
    const { question, list } = questionOf(fact)
    if (list !== undefined) lists.set(list.name, list)
    const leading = fact.follows !== undefined && isThere.has(fact.follows) ? { relevant: `${fact.follows} = true` } : {}
    return [{ ...question, ...leading }]
  })
  const around = aroundOf([...before.household, ...before.members, ...items])
  const told = items.filter((item) => {
    if (item.kind !== 'calculation' || xpathOf(item.feel, around, 'value') !== undefined) return true
    notAsked.push({ fact: item.name, why: 'no-formula' })
    return false
  })
  const ofHousehold = (item: Item): boolean => catalogue.get(item.name)?.household === true
  const papers = (asked.papers ?? []).map(({ name, title, when }): Item => {
    const shown = when !== undefined && xpathOf(when, around, 'condition') !== undefined ? { relevant: when } : {}
    return {
      kind: 'question',
      type: 'image',
      name,
      label: title,
      hint: {},
      required: false,
      constraintMessage: {},
      open: [],
      ...shown,
    }
  })
  const members = [...before.members, ...ordered(told.filter((item) => !ofHousehold(item))), ...papers]
  const form: Form = {
    id: asked.id,
    title: asked.title,
    version: asked.version,
    languages: [...locales],
    defaultLanguage: asked.language,
    items: [
      ...before.household,
      ...ordered(told.filter(ofHousehold)),
      ...(members.length === 0 ? [] : [{ kind: 'repeat', name: 'members', label: membersLabel, items: members } as const]),
    ],
    lists: new Map([...lists].toSorted(([one], [other]) => (one < other ? -1 : 1))),
  }
  return { form, notAsked }
}

function calculated({ type }: FactDefinition, derive: string): string {
  return type === 'boolean' ? `if ${derive}${yesElseNo}` : derive
}

/** A fact that follows another comes with it, and a derived one with what it is computed from. */
function withLeading(id: string, catalogue: Catalogue, depth = 0): readonly string[] {
  const fact = catalogue.get(id)
  if (fact === undefined || depth > 6) return [id]
  const read = (fact.derive ?? '').match(/[a-z][a-z0-9_]+/gu) ?? []
  const before = [
    ...(fact.follows === undefined ? [] : [fact.follows]),
    ...read.filter((word) => word !== id && catalogue.has(word)),
  ]
  return [...before.flatMap((one) => withLeading(one, catalogue, depth + 1)), id]
}

function whyNot(fact: FactDefinition): NotAsked['why'] | undefined {
  if (fact.class === 3) return 'restricted'
  if (fact.recorded === true) return 'recorded'
  if (fact.type === 'records') return 'records'
  return fact.dated !== undefined || fact.cases !== undefined ? 'no-formula' : undefined
}

/** What is calculated stands after what it is calculated from. */
function ordered(items: readonly Item[]): readonly Item[] {
  return [...items.filter((item) => item.kind !== 'calculation'), ...items.filter((item) => item.kind === 'calculation')]
}
