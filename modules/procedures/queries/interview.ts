import { anyone } from '@convive/access'
import { query } from '@convive/commands'
import type { FactState } from '@convive/facts'
import { isPartialDate, ok, refuse } from '@convive/kernel'
import { nextQuestion } from '@convive/rules'
import { z } from 'zod'
import { answerProcedure } from '../domain/answer-procedure.ts'
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
    const chosen = [...packs.procedures.values()].filter(
      (one) => reading.input.jurisdiction === undefined || one.jurisdiction === reading.input.jurisdiction,
    )
    // A question nobody can act on is not asked: closed windows wait for no answer.
    const open = chosen.filter((one) => one.inForce.until === undefined || one.inForce.until >= reading.today)
    const asked = new Set(Object.keys(facts))
    const question = nextQuestion({
      rulesets: open.map((one) => one.ruleset),
      view,
      catalogue: packs.catalogue,
      askable: (fact) => !asked.has(fact) && packs.catalogue.get(fact)?.ask !== undefined,
    })
    const definition = question === undefined ? undefined : packs.catalogue.get(question.fact)
    return ok({
      question:
        definition === undefined
          ? undefined
          : {
              id: definition.id,
              type: definition.type,
              ask: definition.ask ?? definition.label,
              why: definition.why,
              hint: definition.hint,
              none: definition.none ?? false,
              values: definition.values ?? [],
              remaining: question?.remaining ?? 1,
            },
      answers: chosen.map((one) => answerProcedure(one, view)),
      labels: labelsOf(
        chosen.flatMap((one) => [
          ...one.ruleset.conditions.flatMap((condition) => condition.expression.facts),
          ...one.evidence.flatMap((item) => item.anyOf),
        ]),
      ),
    })
  },
})

/** Words for the facts and papers that an answer names. */
export function labelsOf(
  ids: readonly string[],
): Readonly<
  Record<string, { readonly es: string; readonly pt: string; readonly en: string; readonly fr: string; readonly ht: string }>
> {
  const kinds = packs.lists.get('evidence-kinds')?.codes ?? []
  return Object.fromEntries(
    [...new Set(ids)].flatMap((id) => {
      const label = packs.catalogue.get(id)?.label ?? kinds.find((one) => one.code === id)?.label
      return label === undefined ? [] : [[id, label]]
    }),
  )
}
