import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { longestText } from '../domain/trial/longest-text.ts'
import { packs } from '../store/packs.ts'

/** A procedure's file as it is written, for an editor who wants to try a change. */
export const showFile = query({
  name: 'procedures/show-file',
  about: 'The file of a procedure as it is written.',
  input: z.object({ procedureId: z.string().max(80) }),
  may: members('editor').onNobody().forPurpose('information'),
  refusals: ['procedures/procedure-not-found'],
  async run({ input }) {
    const procedure = packs.procedures.get(input.procedureId)
    const text = procedure === undefined ? undefined : packs.texts.get(procedure.file)
    if (procedure === undefined || text === undefined) return refuse('procedures/procedure-not-found')
    const { id, title, version, file } = procedure
    return ok({ id, title, version, file, text, longest: longestText })
  },
})
