import type { WaitingFamily } from './families.ts'

type PairIds = { readonly personId: string; readonly otherId: string }

/** What somebody is asked: whether two records are one person, or the same of all members of a family that came again. */
export type Question<One extends PairIds> = { readonly pair: One; readonly family: WaitingFamily<PairIds> | undefined }

/** Pairs in their order, each as a question; of a family only the pair that waits longest asks, for all of them. */
export function questionsOf<One extends PairIds>(
  pairs: readonly One[],
  families: readonly WaitingFamily<PairIds>[],
): readonly Question<One>[] {
  const familyOf = new Map(families.flatMap((family) => family.pairs.map((one) => [keyOf(one), family] as const)))
  return pairs.flatMap((pair) => {
    const family = familyOf.get(keyOf(pair))
    const [first] = family?.pairs ?? []
    return first === undefined || keyOf(first) === keyOf(pair) ? [{ pair, family }] : []
  })
}

function keyOf({ personId, otherId }: PairIds): string {
  return `${personId} ${otherId}`
}
