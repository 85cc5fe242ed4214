import type { Catalogue } from '@convive/facts'
import { formOfFacts, type Form, type FormAsked, type NotAsked } from '@convive/forms'
import { refuse, type Locale, type Result } from '@convive/kernel'
import type { Procedure } from './pack/procedure.ts'

export type CollectionAsked = {
  readonly procedures: readonly string[]
  readonly facts: readonly string[]
  /** What registration asks, where households are to be registered with it. */
  readonly registration?: FormAsked['before'] | undefined
  readonly language: Locale
  /** The day it is made, which is its version. */
  readonly today: string
}

export type CollectionForm = { readonly form: Form; readonly notAsked: readonly NotAsked[] }

/** What is asked in the field: named facts, and all that the procedures read, with a photograph of each paper they want. */
export function collectionForm(
  { procedures, facts, registration, language, today }: CollectionAsked,
  packs: { readonly catalogue: Catalogue; readonly procedures: ReadonlyMap<string, Procedure> },
): Result<CollectionForm> {
  const chosen = procedures.flatMap((id) => packs.procedures.get(id) ?? [])
  if (chosen.length < procedures.length) return refuse('procedures/procedure-not-found')
  if (chosen.length === 0 && facts.length === 0 && registration === undefined) return refuse('procedures/form-empty')
  const unknown = facts.find((fact) => !packs.catalogue.has(fact))
  if (unknown !== undefined) return refuse({ code: 'procedures/fact-not-found', at: 'facts', with: { fact: unknown } })
  const papers = new Map(
    chosen.flatMap(({ id, evidence, written }) =>
      evidence.map((paper): [string, { name: string; title: typeof paper.title; when?: string | undefined }] => {
        const name = `paper_${chosen.length === 1 ? '' : `${id}_`}${paper.id}`.replaceAll(/[^a-z0-9_]/gu, '_')
        return [name, { name, title: paper.title, when: written.evidence.find((one) => one.id === paper.id)?.required_when }]
      }),
    ),
  )
  const [first] = chosen
  const title = chosen.length === 1 && first !== undefined ? first.title[language] : 'Convive'
  const id = ['convive', ...chosen.map((one) => one.id)]
    .join('_')
    .replaceAll(/[^a-z0-9_]/gu, '_')
    .slice(0, 60)
  // A paper that only some need is asked for by facts that may be computed, such as the age.
  const conditions = [...papers.values()].flatMap(({ when }) => when?.match(/[a-z][a-z0-9_]+/gu) ?? [])
  const read = conditions.filter((name) => packs.catalogue.has(name))
  const asked = [...new Set([...facts, ...chosen.flatMap((one) => one.facts), ...read])]
  const before = registration === undefined ? {} : { before: registration }
  const made = formOfFacts(
    { id, title, version: today, language, facts: asked, papers: [...papers.values()], ...before },
    packs.catalogue,
  )
  return { ok: true, value: made }
}
