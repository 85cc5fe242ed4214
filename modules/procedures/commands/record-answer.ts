import { actorIdOf, either, members, personThemselves } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { changeFacts, classOf } from '@convive/registry'
import { z } from 'zod'
import { factState } from '../domain/fact-state.ts'
import { judgeAnswer } from '../domain/judge-answer.ts'
import { refusalOfAnswer } from '../domain/refusal-of-answer.ts'
import { packs } from '../store/packs.ts'
import { personView } from '../store/person-facts.ts'

/**
 * Writes the answer to a question that an application still hangs on into the person's record, as their own word. What is
 * known already is not touched: that is a correction, and an office makes it.
 */
export const recordAnswer = command({
  name: 'procedures/record-answer',
  about: 'Answer a question that an application still hangs on; only facts that are not known yet.',
  input: z.object({ personId: z.uuid(), fact: z.string().max(60), answer: factState }),
  may: either(personThemselves(), members('registrar', 'case_officer').onPersonsTheyServe().forPurpose('casework')),
  refusals: [
    'procedures/person-not-found',
    'procedures/fact-not-asked',
    'procedures/fact-known',
    'procedures/answers-unreadable',
    'procedures/date-in-future',
    'procedures/out-of-range',
    'registry/date-impossible',
  ],
  async run(work) {
    const { personId, fact, answer } = work.input
    const person = await personView(work, personId)
    const definition = packs.catalogue.get(fact)
    if (person === undefined) return refuse('procedures/person-not-found')
    const asked = [...packs.procedures.values()].some((one) => one.facts.includes(fact))
    if (!asked || definition?.ask === undefined || definition.class === 3) return refuse('procedures/fact-not-asked')
    const before = person.view.facts[fact]?.state ?? 'unknown'
    if (before === 'value' || before === 'none') return refuse('procedures/fact-known')
    const fault = judgeAnswer(definition, answer, { today: work.today })
    if (fault !== undefined) return refuse({ code: refusalOfAnswer(fault), at: 'answer' })
    const from = { assurance: 'claimed', by: actorIdOf(work.actor), on: work.today } as const
    const changed = await changeFacts(work, {
      personId,
      basedOn: person.known.versions[classOf(fact)] ?? 0,
      set: { [fact]: { ...answer, from } },
    })
    return changed.ok ? ok({ personId, version: changed.value.version }) : changed
  },
})
