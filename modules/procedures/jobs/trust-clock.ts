/** How far two clocks may be apart, and how far ours may run ahead between two looks, in milliseconds. */
const tolerance = 300_000
/** After a jump nothing is counted for a day: long enough for somebody to notice, and late harms nobody. */
const rest = 86_400_000

/**
 * The time, if it can be trusted: ours and a witness's agree, and ours has not jumped ahead of one that only goes forward. A clock that was
 * set wrong would otherwise let every deadline of the years between run out.
 */
export function createTrust({
  clock,
  witness,
  steady,
}: {
  readonly clock: () => Date
  readonly witness: () => Promise<Date>
  readonly steady: () => number
}): () => Promise<Date | undefined> {
  let last: { readonly at: number; readonly steady: number } | undefined
  let resting: number | undefined
  return async () => {
    const [at, other, going] = [clock(), await witness(), steady()]
    const jumped = last !== undefined && at.getTime() - last.at > going - last.steady + tolerance
    last = { at: at.getTime(), steady: going }
    if (jumped) resting = going + rest
    if (resting !== undefined && going < resting) return undefined
    resting = undefined
    // Of two that differ nobody knows which is right.
    return Math.abs(at.getTime() - other.getTime()) > tolerance ? undefined : at
  }
}
