import type { Transaction } from '@convive/database'
import { questionsOf, type Question } from '../domain/questions.ts'
import { familiesOf } from './review-families.ts'
import { reviewsBehind, type Place, type Review } from './reviews.ts'

/** So many pairs are read at once; more only where all of these belong to families that were asked about before. */
const step = 25

/** The question that comes after this place in the queue, leaving out what waits for somebody other than the one who asks. */
export async function nextQuestion(
  tx: Transaction,
  { after, me }: { readonly after: Place | undefined; readonly me: string },
): Promise<Question<Review> | undefined> {
  let behind = after
  for (;;) {
    const found = await reviewsBehind(tx, { behind, notBy: me, most: step })
    const [first] = questionsOf(found, await familiesOf(tx, found))
    if (first !== undefined || found.length < step) return first
    behind = found.at(-1)
  }
}
