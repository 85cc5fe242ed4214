import type { Catalogue, FactDefinition } from '@convive/facts'
import { nearestName } from '@convive/kernel'
import { itemsOf, type Form, type Question } from '../form.ts'

/** A question with the fact it asks. `like`: the nearest fact, where none has its name and type. */
export type MappedQuestion = { readonly question: string; readonly fact?: string; readonly like?: string }

/** Questions to facts by name, and only where the type is one that the fact can be read from. */
export function factsOfForm(form: Form, catalogue: Catalogue): readonly MappedQuestion[] {
  const ids = [...catalogue.keys()]
  return itemsOf(form.items)
    .filter((item) => item.kind === 'question')
    .filter(({ type }) => type !== 'image')
    .map((question) => {
      const id = question.name.toLowerCase()
      const fact = catalogue.get(id)
      if (fact !== undefined && fits(question, fact)) return { question: question.name, fact: id }
      const like = fact === undefined ? nearestName(id, ids) : undefined
      return { question: question.name, ...(like === undefined ? {} : { like }) }
    })
}

const types: Readonly<Record<FactDefinition['type'], readonly Question['type'][]>> = {
  text: ['text'],
  number: ['integer', 'decimal'],
  boolean: ['yes-no'],
  date: ['date'],
  code: ['one'],
  codes: ['many', 'one', 'text'],
  records: [],
}

function fits({ type }: Question, fact: FactDefinition): boolean {
  return fact.derive === undefined && types[fact.type].includes(type)
}
