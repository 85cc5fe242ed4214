import { personThemselves } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { judgeAnswer } from '../domain/judge-answer.ts'
import { packs, proceduresFor } from '../store/packs.ts'
import { personView } from '../store/person-facts.ts'

/** What is known of a registered person, as answers that the interview starts from: nothing is asked twice. */
export const knownAnswers = query({
  name: 'procedures/known-answers',
  about: 'Known facts of a person as answers of the interview.',
  input: z.object({ personId: z.uuid() }),
  may: personThemselves(),
  refusals: ['procedures/person-not-found'],
  async run(reading) {
    const { personId } = reading.input
    const person = await personView(reading, personId)
    if (person === undefined) return refuse('procedures/person-not-found')
    reading.shows(personId)
    const facts = ['country_of_stay', ...proceduresFor(person.view).flatMap((one) => one.facts)]
    const answers = [...new Set(facts)].flatMap((id) => {
      const [definition, state] = [packs.catalogue.get(id), person.view.facts[id]]
      if (definition?.ask === undefined || state === undefined || state.state === 'unknown' || state.state === 'declined')
        return []
      return judgeAnswer(definition, state, { today: reading.today }) === undefined ? [[id, state] as const] : []
    })
    const named = person.view.facts['given_names']
    return ok({ name: named?.state === 'value' ? String(named.value) : '', answers: Object.fromEntries(answers) })
  },
})
