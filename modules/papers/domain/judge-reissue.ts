import type { Actor } from '@convive/access'
import { refuse, ok, type CalendarDate, type Result } from '@convive/kernel'

/** What is known of a paper when it is asked for again. */
export type Issued = {
  readonly organisationId: string
  readonly validUntil: string | null
  readonly revokedWhy: string | null
  readonly isReplaced: boolean
}

/** Only who issued a paper may take it away: another office that serves the person sees it. */
export function isOurs(paper: Pick<Issued, 'organisationId'>, actor: Actor): boolean {
  return actor.kind === 'member' && actor.organisationId === paper.organisationId
}

/** A paper is issued again once, while the right behind it lasts: what a decision ended does not come back by the printer. */
export function judgeReissue(
  paper: Issued,
  { actor, today }: { readonly actor: Actor; readonly today: CalendarDate },
): Result<Issued> {
  if (!isOurs(paper, actor)) return refuse('papers/issued-elsewhere')
  if (paper.isReplaced) return refuse('papers/already-replaced')
  if (paper.revokedWhy === 'decision' || paper.validUntil === null || paper.validUntil < today)
    return refuse('papers/right-ended')
  return ok(paper)
}
