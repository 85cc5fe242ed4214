import { members } from '@convive/access'
import { command, type Work } from '@convive/commands'
import type { FactState } from '@convive/facts'
import { addDays, isPartialDate, ok, rangeOf, refuse, type CalendarDate, type Refusal } from '@convive/kernel'
import { z } from 'zod'
import { adultFrom, bornAfter } from '../domain/age.ts'
import { correctable } from '../domain/correctable.ts'
import { factFault } from '../domain/fact-rules.ts'
import { changeFacts } from '../store/change-facts.ts'
import { answerCorrection, findCorrection } from '../store/corrections.ts'
import { loadFacts } from '../store/facts.ts'
import { classOf, factRules } from '../store/fact-rules.ts'
import { limitRepresentation } from '../store/representation.ts'

const clean = (text: string): boolean => !/[\p{Cc}\p{Co}\p{Cs}\u202A-\u202E\u2066-\u2069]/u.test(text)

/** Corrects one fact, saying from what. The version before stays. */
export const correctFact = command({
  name: 'registry/correct-fact',
  about: 'Correct one fact of a person, with where it is known from.',
  input: z.object({
    personId: z.uuid(),
    fact: z.enum(correctable, 'registry/fact-unknown'),
    answer: z.union([
      z.object({ state: z.enum(['unknown', 'declined', 'none']) }),
      z.object({
        state: z.literal('value'),
        value: z.union([
          z.string().trim().min(1).max(500).refine(clean, 'registry/control-characters'),
          z.boolean(),
          z.number(),
          z.array(z.string().trim().max(200).refine(clean, 'registry/control-characters')).max(10),
        ]),
      }),
    ]),
    assurance: z.enum(['claimed', 'evidenced', 'verified']).default('claimed'),
    source: z.string().trim().max(200).optional(),
    basedOn: z.number().int().min(0),
    /** The person's request that this answers. */
    correctionId: z.uuid().optional(),
  }),
  may: members('registrar', 'protection_officer', 'case_officer').onPersonsTheyServe().forPurpose('registration', 'casework'),
  refusals: [
    'registry/person-not-found',
    'registry/fact-unknown',
    'registry/date-impossible',
    'registry/date-unreadable',
    'registry/code-unknown',
    'registry/document-number-required',
    'registry/birth-in-future',
    'registry/birth-after-entry',
    'registry/entry-in-future',
    'registry/changed-meanwhile',
    'registry/control-characters',
    'registry/correction-not-open',
  ],
  async run(work) {
    const { personId, fact, answer, assurance, source, basedOn, correctionId } = work.input
    if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
    const fault =
      factFault(factRules, fact, answer) ??
      dayFault(fact, answer, work.today) ??
      (await orderFault(work, { personId, fact, answer }))
    if (fault !== undefined) return refuse({ code: fault, at: 'answer' })
    const born = answer.state === 'value' ? answer.value : undefined
    const from = { assurance, by: work.actor.memberId, on: work.today, ...(source === undefined ? {} : { source }) }
    const changed = await changeFacts(work, { personId, basedOn, set: { [fact]: { ...answer, from } } })
    if (changed.ok && !(await accepted(work, { personId, correctionId, fact }))) return refuse('registry/correction-not-open')
    if (changed.ok && fact === 'birth_date' && typeof born === 'string' && isPartialDate(born))
      await limitRepresentation(work.tx, { childId: personId, last: addDays(adultFrom(born), -1) })
    return changed.ok ? ok({ personId, class: classOf(fact), version: changed.value.version }) : changed
  },
})

type Answered = { readonly personId: string; readonly correctionId: string | undefined; readonly fact: string }

/** What the person asked for is done. False when that was not asked, or is answered already. */
async function accepted(work: Work, { personId, correctionId, fact }: Answered): Promise<boolean> {
  if (correctionId === undefined) return true
  const correction = await findCorrection(work.tx, { personId, correctionId })
  if (correction?.state !== 'open' || correction.fact !== fact || work.actor.kind !== 'member') return false
  const answer = { state: 'accepted', answered: work.now, answeredBy: work.actor.memberId, answerSealed: null } as const
  await answerCorrection(work.tx, { personId, correctionId, ...answer })
  work.journal(personId, { fields: [`correction/${fact}/accepted`] })
  return true
}

/** Nobody is born, arrives or asks for asylum tomorrow. */
function dayFault(fact: string, answer: FactState, today: CalendarDate): Refusal['code'] | undefined {
  if (!fact.endsWith('_date') || answer.state !== 'value' || typeof answer.value !== 'string') return undefined
  if (!isPartialDate(answer.value) || rangeOf(answer.value).first <= today) return undefined
  return fact === 'birth_date' ? 'registry/birth-in-future' : 'registry/entry-in-future'
}

/** Nobody enters before being born, whichever of the two days is corrected. */
async function orderFault(
  work: Work,
  { personId, fact, answer }: { readonly personId: string; readonly fact: string; readonly answer: FactState },
): Promise<Refusal['code'] | undefined> {
  if (fact !== 'birth_date' && fact !== 'entry_date') return undefined
  const known = (await loadFacts(work.tx, work.vault, { persons: [personId], upTo: 1 })).get(personId)
  const dayOf = (id: string): unknown => valueOf(id === fact ? answer : known?.facts[id])
  return bornAfter(dayOf('birth_date'), dayOf('entry_date')) ? 'registry/birth-after-entry' : undefined
}

function valueOf(fact: FactState | undefined): unknown {
  return fact?.state === 'value' ? fact.value : undefined
}
