import { anyone } from '@convive/access'
import { query } from '@convive/commands'
import type { FactState } from '@convive/facts'
import { ok, refuse } from '@convive/kernel'
import { codesNamed, contradictionsIn } from '@convive/rules'
import { z } from 'zod'
import { askFact, givenAnswer, type AskedFact } from '../domain/ask-fact.ts'
import { chooseForHousehold, type Member } from '../domain/choose-for-household.ts'
import { jurisdictionsIn } from '../domain/in-country.ts'
import { judgeAnswer } from '../domain/judge-answer.ts'
import { answersOfOne, askedAlso, mostPeople } from '../domain/kept-interview.ts'
import type { Jurisdiction, Procedure } from '../domain/pack/procedure.ts'
import { refusalOfAnswer } from '../domain/refusal-of-answer.ts'
import { answerRight } from '../store/answer-right.ts'
import { labelsOf } from '../store/labels.ts'
import { packs } from '../store/packs.ts'

/** A question as a page shows it, with who is asked it and what each of them said before. */
export type AskedTogether = AskedFact & { readonly people: readonly { readonly at: number; readonly before?: FactState }[] }

/** One step of the interview: with what has been answered, the next question and every answer so far. Keeps nothing. */
export const interview = query({
  name: 'procedures/interview',
  about: 'The next question for a household, and what each may apply for with the answers so far. Nothing is kept.',
  input: z.object({
    people: z
      .array(z.object({ answers: answersOfOne }))
      .min(1)
      .max(mostPeople)
      .default([{ answers: {} }]),
    /** Procedures that are told only to those who want to know. */
    also: askedAlso,
    jurisdiction: z.string().max(20).optional(),
    /** A question to be asked again of some, because an answer is to be changed. */
    again: z.object({ fact: z.string().max(60), people: z.array(z.int().min(0).max(mostPeople)).min(1) }).optional(),
    /** What each may apply for, also while there are questions. */
    results: z.boolean().default(true),
  }),
  may: anyone('information'),
  refusals: ['procedures/answers-unreadable', 'procedures/date-in-future', 'procedures/out-of-range', 'registry/date-impossible'],
  async run(reading) {
    const { input, today } = reading
    const { again, jurisdiction } = input
    for (const [at, { answers }] of input.people.entries()) {
      const fault = firstFault(answers, reading)
      if (fault !== undefined)
        return refuse({ code: fault.code, at: input.people.length === 1 ? fault.at : `people.${at}.${fault.at}` })
    }
    const all = [...packs.jurisdictions.values()].filter((one) => jurisdiction === undefined || one.id === jurisdiction)
    const shared = Object.entries(input.people[0]?.answers ?? {}).filter(([id]) => packs.catalogue.get(id)?.household === true)
    const members = input.people.map(({ answers }): Member & { readonly places: readonly Jurisdiction[] } => {
      // What is the same for all who live together is said once, by whoever answers.
      const facts = { ...Object.fromEntries(shared), ...answers }
      const places = jurisdictionsIn(all, facts[country])
      return { facts, places, procedures: proceduresOf(places, input.also) }
    })
    const [first] = members
    // Which law applies comes first, or people would be asked for the law of every country at once.
    const isCountryOpen = all.length > 1 && first?.facts[country] === undefined
    const next = isCountryOpen ? undefined : chooseForHousehold(members, { catalogue: packs.catalogue, today })
    const asked = again ?? (isCountryOpen ? { fact: country, people: [0] } : next)
    const definition = asked === undefined ? undefined : packs.catalogue.get(asked.fact)
    if (
      again !== undefined &&
      (definition?.ask === undefined || again.people.some((at) => members[at]?.facts[again.fact] === undefined))
    )
      return refuse({ code: 'procedures/answers-unreadable', at: again.fact })
    const answered = members.map(({ procedures, facts }) =>
      isCountryOpen || (!input.results && definition !== undefined)
        ? []
        : procedures.map((one) => answerRight(one, { today, facts })),
    )
    const places = [...new Set(members.flatMap((one) => one.places))]
    const chosen = [...new Set(members.flatMap((one) => one.procedures))]
    return ok({
      question:
        definition === undefined || asked === undefined
          ? undefined
          : question(definition.id, {
              all,
              chosen,
              people: asked.people.map((at) => ({ at, before: members[at]?.facts[definition.id] })),
            }),
      /** About how many questions are left; none while the country is not known. */
      remaining: next?.remaining ?? 0,
      places: places.map((one) => one.id),
      people: members.map(({ facts, procedures }, at) => ({
        answers: answered[at] ?? [],
        given: Object.entries(facts).flatMap(([id, state]) => {
          const given = packs.catalogue.get(id)
          return given === undefined ? [] : [givenAnswer(given, state)]
        }),
        /** Answers that cannot all be so. */
        clashes: contradictionsIn(
          procedures.map((one) => one.ruleset),
          { today, facts },
        ),
      })),
      /** What can be asked about besides. */
      others: isCountryOpen
        ? []
        : onRequest(places)
            .filter((one) => !input.also.includes(one.id))
            .map(({ id, title, kind, jurisdiction: place }) => ({ procedure: id, title, kind, jurisdiction: place })),
      /** Facts that are the same for all who live together. */
      shared: [...packs.catalogue.values()].filter((one) => one.household === true).map((one) => one.id),
      labels: labelsOf(answered.flat()),
    })
  },
})

const country = 'country_of_stay'

function proceduresOf(places: readonly Jurisdiction[], also: readonly string[]): readonly Procedure[] {
  return [...packs.procedures.values()].filter(
    (one) => places.some((place) => place.id === one.jurisdiction) && (one.offered === 'always' || also.includes(one.id)),
  )
}

function onRequest(places: readonly Jurisdiction[]): readonly Procedure[] {
  return [...packs.procedures.values()].filter(
    (one) => one.offered === 'on_request' && places.some((place) => place.id === one.jurisdiction),
  )
}

function firstFault(
  answers: Readonly<Record<string, FactState>>,
  { today }: { readonly today: Parameters<typeof judgeAnswer>[2]['today'] },
): { readonly code: string; readonly at: string } | undefined {
  for (const [id, answer] of Object.entries(answers)) {
    const definition = packs.catalogue.get(id)
    const fault =
      definition === undefined
        ? 'not-asked'
        : judgeAnswer(id === country ? { ...definition, none: true } : definition, answer, { today })
    if (fault !== undefined) return { code: refusalOfAnswer(fault), at: id }
  }
  return undefined
}

function question(
  id: string,
  {
    all,
    chosen,
    people,
  }: {
    readonly all: readonly Jurisdiction[]
    readonly chosen: readonly Procedure[]
    readonly people: readonly { readonly at: number; readonly before: FactState | undefined }[]
  },
): AskedTogether | undefined {
  const definition = packs.catalogue.get(id)
  if (definition === undefined) return undefined
  const asked = people.map(({ at, before }) => (before === undefined ? { at } : { at, before }))
  if (id !== country) {
    const rulesets = chosen.map((one) => one.ruleset)
    return { ...askFact(definition, { named: codesNamed(rulesets, id) }), people: asked }
  }
  // Of the countries those whose law is known, the made-up example last; "in another country" is an answer.
  const values = all
    .filter((one) => one.country !== 'any')
    .toSorted((a, b) => Number(a.fictional) - Number(b.fictional))
    .map((one) => ({ code: one.country, label: one.name }))
  return { ...askFact(definition), none: true, values, atOnce: values.length, people: asked }
}
