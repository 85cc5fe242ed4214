import type { Erased } from '@convive/commands'
import { z } from 'zod'

const line: z.ZodType<Erased> = z.object({
  personId: z.uuid(),
  organisationId: z.uuid(),
  ground: z.string(),
  askedBy: z.uuid(),
  asked: z.string(),
  erasedBy: z.uuid(),
  erased: z.string(),
})

/** One line a person. A line that cannot be read stops everything: better no restore than one too few erased. */
export function parseErased(text: string): readonly Erased[] {
  return text
    .split('\n')
    .filter((one) => one.trim() !== '')
    .map((one, number) => {
      try {
        return line.parse(JSON.parse(one))
      } catch {
        throw new Error(`backup/erased-list-unreadable: line ${number + 1} of the list of erased persons cannot be read`)
      }
    })
}
