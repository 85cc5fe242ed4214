import { anyone } from '@convive/access'
import { query } from '@convive/commands'
import type { FactDefinition, FactState, FactType } from '@convive/facts'
import { isPartialDate, ok, refuse, type Words } from '@convive/kernel'
import { codesNamed, nextQuestion, type FactView } from '@convive/rules'
import { z } from 'zod'
import { answerProcedure } from '../domain/answer-procedure.ts'
import { jurisdictionsIn } from '../domain/in-country.ts'
import type { Jurisdiction, Procedure } from '../domain/pack/procedure.ts'
import { packs } from '../store/packs.ts'

const state = z.union([
  z.object({ state: z.enum(['unknown', 'declined', 'none']) }),
  z.object({
    state: z.literal('value'),
    value: z.union([z.string().max(200), z.number(), z.boolean(), z.array(z.string().max(60)).max(20)]),
  }),
])

/** One step of the interview: with what has been answered, the next question and every answer so far. Keeps nothing. */
export const interview = query({
  name: 'procedures/interview',
  about: 'The next question, and what may be applied for with the answers so far. Nothing is kept.',
  input: z.object({ answers: z.record(z.string().max(60), state).default({}), jurisdiction: z.string().max(20).optional() }),
  may: anyone('information'),
  refusals: ['procedures/answers-unreadable', 'registry/date-impossible'],
  async run(reading) {
    const facts: Record<string, FactState> = {}
    for (const [id, answer] of Object.entries(reading.input.answers)) {
      const definition = packs.catalogue.get(id)
      if (definition === undefined || definition.derive !== undefined)
        return refuse({ code: 'procedures/answers-unreadable', at: id })
      if (
        definition.type === 'date' &&
        answer.state === 'value' &&
        (typeof answer.value !== 'string' || !isPartialDate(answer.value))
      )
        return refuse({ code: 'registry/date-impossible', at: id })
      facts[id] = answer
    }
    const view = { today: reading.today, facts }
    const { jurisdiction } = reading.input
    const all = [...packs.jurisdictions.values()].filter((one) => jurisdiction === undefined || one.id === jurisdiction)
    const places = jurisdictionsIn(all, facts['country_of_stay'])
    const chosen = [...packs.procedures.values()].filter((one) => places.some((place) => place.id === one.jurisdiction))
    // Which law applies comes first, or people would be asked for the law of every country at once.
    if (all.length > 1 && facts['country_of_stay'] === undefined)
      return ok({ question: whichCountry(all), places: places.map((one) => one.id), ...told(chosen, view) })
    // A question nobody can act on is not asked: closed windows wait for no answer.
    const open = chosen.filter((one) => one.inForce.until === undefined || one.inForce.until >= reading.today)
    const asked = new Set(Object.keys(facts))
    const rulesets = open.map((one) => one.ruleset)
    const question = nextQuestion({
      rulesets,
      view,
      catalogue: packs.catalogue,
      askable: (fact) => !asked.has(fact) && packs.catalogue.get(fact)?.ask !== undefined,
    })
    const definition = question === undefined ? undefined : packs.catalogue.get(question.fact)
    return ok({
      question:
        definition === undefined
          ? undefined
          : asQuestion(definition, codesNamed(rulesets, definition.id), question?.remaining ?? 1),
      places: places.map((one) => one.id),
      ...told(chosen, view),
    })
  },
})

type Asked = {
  readonly id: string
  readonly type: FactType
  readonly ask: Words
  readonly why?: Words | undefined
  readonly hint?: Words | undefined
  readonly none: boolean
  readonly values: readonly { readonly code: string; readonly label: Words }[]
  /** How many of the values are shown at once; the others one step further. */
  readonly atOnce: number
  /** About how many questions are left, this one included; unknown before the country is. */
  readonly remaining?: number | undefined
}

/** A list this long is shown whole. */
const shortList = 12

/** Of a long list the answers that make a difference come first. */
function asQuestion(definition: FactDefinition, named: ReadonlySet<string>, remaining: number): Asked {
  const { id, type, label, ask = label, why, hint, none = false, values = [] } = definition
  const first = values.filter((one) => named.has(one.code))
  const isShort = values.length <= shortList || first.length === 0
  return {
    id,
    type,
    ask,
    why,
    hint,
    none,
    values: isShort ? values : [...first, ...values.filter((one) => !named.has(one.code))],
    atOnce: isShort ? values.length : first.length,
    remaining,
  }
}

function whichCountry(all: readonly Jurisdiction[]): Asked | undefined {
  const definition = packs.catalogue.get('country_of_stay')
  if (definition === undefined) return undefined
  // The made-up example stands last.
  const values = all
    .toSorted((a, b) => Number(a.fictional) - Number(b.fictional))
    .map((one) => ({ code: one.country, label: one.name }))
  return { ...asQuestion(definition, new Set(), 1), none: true, values, atOnce: values.length, remaining: undefined }
}

function told(chosen: readonly Procedure[], view: FactView) {
  return {
    answers: chosen.map((one) => answerProcedure(one, view)),
    labels: labelsOf(
      chosen.flatMap((one) => [
        ...one.ruleset.conditions.flatMap((condition) => condition.expression.facts),
        ...one.evidence.flatMap((item) => item.anyOf),
      ]),
    ),
  }
}

/** Words for the facts and papers that an answer names. */
export function labelsOf(ids: readonly string[]): Readonly<Record<string, Words>> {
  const kinds = packs.lists.get('evidence-kinds')?.codes ?? []
  return Object.fromEntries(
    [...new Set(ids)].flatMap((id) => {
      const label = packs.catalogue.get(id)?.label ?? kinds.find((one) => one.code === id)?.label
      return label === undefined ? [] : [[id, label]]
    }),
  )
}
