import type { Copy } from '@convive/commands'
import { loadFacts } from '@convive/registry'
import { papersOf } from './papers.ts'
import { parseContent } from './parse-content.ts'

/** Papers issued to a person and what each says, its code included. */
export const copyPapers: Copy = async ({ tx, vault }, personId) => {
  const known = (await loadFacts(tx, vault, { persons: [personId], upTo: 1 })).get(personId)
  const papers = known === undefined ? [] : await papersOf(tx, [personId])
  return papers.map(({ paperId, sealed, kind, number, issued, validUntil, revokedOn, revokedWhy }) => ({
    paperId,
    kind,
    number,
    issued,
    validUntil,
    revokedOn,
    revokedWhy,
    says: known === undefined ? undefined : parseContent(known.key.open(`papers.paper/${paperId}`, sealed)),
  }))
}
