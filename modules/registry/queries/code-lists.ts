import { anyone } from '@convive/access'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { genderIdentities, needsChecklist } from '../domain/needs-checklist.ts'
import { codeLists as lists } from '../store/code-lists.ts'

/** The lists that forms offer, in five languages. */
export const codeLists = query({
  name: 'registry/code-lists',
  about: 'Code lists of the registration form.',
  input: z.object({}),
  may: anyone(),
  refusals: [],
  run: async () => ok({ ...lists, needs: needsChecklist, genderIdentities }),
})
