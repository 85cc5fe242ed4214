import type { Assurance } from './fact.ts'

const order: readonly Assurance[] = ['claimed', 'evidenced', 'verified']

/** Whether a fact is known as surely as it has to be; one that nobody has said is not. */
export function reaches(has: Assurance | undefined, needs: Assurance): boolean {
  return has !== undefined && order.indexOf(has) >= order.indexOf(needs)
}
