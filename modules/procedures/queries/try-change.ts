import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { longestText } from '../domain/trial/longest-text.ts'
import { packs } from '../store/packs.ts'
import { runTrial } from '../store/run-trial.ts'
import { takeTurn } from '../store/trial-turn.ts'

/** What a changed file of a procedure would do to its worked cases. Keeps nothing; the law in force stays as it is. */
export const tryChange = query({
  name: 'procedures/try-change',
  about:
    'Reads a changed file of a procedure, runs its worked cases and mistakes made on purpose, and compares the answers. Keeps nothing.',
  input: z.object({
    procedureId: z.string().max(80),
    text: z.string().refine((text) => Buffer.byteLength(text) <= longestText, 'procedures/text-too-large'),
  }),
  may: members('editor').onNobody().forPurpose('information'),
  refusals: ['procedures/procedure-not-found', 'procedures/text-too-large', 'procedures/trial-busy'],
  async run({ input, tx }) {
    const procedure = packs.procedures.get(input.procedureId)
    const before = procedure === undefined ? undefined : packs.texts.get(procedure.file)
    if (procedure === undefined || before === undefined) return refuse('procedures/procedure-not-found')
    if (!(await takeTurn(tx))) return refuse('procedures/trial-busy')
    const { catalogue, lists } = packs
    const places = [...packs.jurisdictions.keys()]
    return ok(await runTrial({ text: input.text, before, file: procedure.file, id: procedure.id, places, catalogue, lists }))
  },
})
