import { anyone } from '@convive/access'
import { query } from '@convive/commands'
import type { FactDefinition, FactState } from '@convive/facts'
import { ok, refuse } from '@convive/kernel'
import { codesNamed } from '@convive/rules'
import { z } from 'zod'
import { answerProcedure } from '../domain/answer-procedure.ts'
import { askFact, givenAnswer, type AskedFact } from '../domain/ask-fact.ts'
import { chooseQuestion } from '../domain/choose-question.ts'
import { jurisdictionsIn } from '../domain/in-country.ts'
import { judgeAnswer } from '../domain/judge-answer.ts'
import type { Jurisdiction, Procedure } from '../domain/pack/procedure.ts'
import { refusalOfAnswer } from '../domain/refusal-of-answer.ts'
import { factState } from '../domain/fact-state.ts'
import { labelsOf } from '../store/labels.ts'
import { packs } from '../store/packs.ts'

/** One step of the interview: with what has been answered, the next question and every answer so far. Keeps nothing. */
export const interview = query({
  name: 'procedures/interview',
  about: 'The next question, and what may be applied for with the answers so far. Nothing is kept.',
  input: z.object({
    answers: z
      .record(z.string().max(60), factState)
      .refine((answers) => Object.keys(answers).length <= 100, 'procedures/answers-unreadable')
      .default({}),
    jurisdiction: z.string().max(20).optional(),
    /** A question to be asked again, because its answer is to be changed. */
    again: z.string().max(60).optional(),
  }),
  may: anyone('information'),
  refusals: ['procedures/answers-unreadable', 'procedures/date-in-future', 'procedures/out-of-range', 'registry/date-impossible'],
  async run(reading) {
    const { again, jurisdiction } = reading.input
    const facts: Record<string, FactState> = {}
    for (const [id, answer] of Object.entries(reading.input.answers)) {
      const definition = packs.catalogue.get(id)
      const fault =
        definition === undefined
          ? 'not-asked'
          : judgeAnswer(id === country ? { ...definition, none: true } : definition, answer, { today: reading.today })
      if (fault !== undefined) return refuse({ code: refusalOfAnswer(fault), at: id })
      facts[id] = answer
    }
    const view = { today: reading.today, facts }
    const all = [...packs.jurisdictions.values()].filter((one) => jurisdiction === undefined || one.id === jurisdiction)
    const places = jurisdictionsIn(all, facts[country])
    const chosen = [...packs.procedures.values()].filter(
      (one) => one.offered === 'always' && places.some((place) => place.id === one.jurisdiction),
    )
    // Which law applies comes first, or people would be asked for the law of every country at once.
    const isCountryOpen = all.length > 1 && facts[country] === undefined
    const next = isCountryOpen
      ? undefined
      : chooseQuestion(chosen, view, {
          catalogue: packs.catalogue,
          askable: (fact) => !Object.hasOwn(facts, fact) && packs.catalogue.get(fact)?.ask !== undefined,
        })
    const wanted = again ?? (isCountryOpen ? country : next?.fact) ?? ''
    const definition = packs.catalogue.get(wanted)
    if (again !== undefined && (definition?.ask === undefined || !Object.hasOwn(facts, again)))
      return refuse({ code: 'procedures/answers-unreadable', at: again })
    const answers = isCountryOpen ? [] : chosen.map((one) => answerProcedure(one, view))
    return ok({
      question: definition === undefined ? undefined : question(definition, { all, chosen, before: facts[definition.id] }),
      /** About how many questions are left; none while the country is not known. */
      remaining: next?.remaining ?? 0,
      places: places.map((one) => one.id),
      answers,
      given: Object.entries(facts).flatMap(([id, state]) => {
        const given = packs.catalogue.get(id)
        return given === undefined ? [] : [givenAnswer(given, state)]
      }),
      labels: labelsOf(answers),
    })
  },
})

const country = 'country_of_stay'

function question(
  definition: FactDefinition,
  {
    all,
    chosen,
    before,
  }: { readonly all: readonly Jurisdiction[]; readonly chosen: readonly Procedure[]; readonly before?: FactState | undefined },
): AskedFact {
  if (definition.id !== country) {
    const rulesets = chosen.map((one) => one.ruleset)
    return askFact(definition, { before, named: codesNamed(rulesets, definition.id) })
  }
  // Of the countries those whose law is known, the made-up example last; "in another country" is an answer.
  const values = all
    .filter((one) => one.country !== 'any')
    .toSorted((a, b) => Number(a.fictional) - Number(b.fictional))
    .map((one) => ({ code: one.country, label: one.name }))
  return { ...askFact(definition, { before }), none: true, values, atOnce: values.length }
}
