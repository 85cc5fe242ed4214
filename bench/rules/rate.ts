/** Evaluations a second: the best of several rounds, each long enough for the clock. */
export type Rate = { readonly perSecond: number; readonly yes: number }

/** `run` evaluates `count` people once and says how many came to yes. */
export function rateOf(count: number, run: () => number, rounds = 9): Rate {
  let [best, yes] = [0, 0]
  for (let round = 0; round < rounds; round += 1) {
    let [done, started, elapsed] = [0, performance.now(), 0]
    while (elapsed < 120) {
      yes = run()
      done += count
      elapsed = performance.now() - started
    }
    best = Math.max(best, (done / elapsed) * 1000)
  }
  return { perSecond: best, yes }
}

/** The same for what answers later. */
export async function rateOfLater(count: number, run: () => Promise<number>, rounds = 9): Promise<Rate> {
  let [best, yes] = [0, 0]
  for (let round = 0; round < rounds; round += 1) {
    let [done, started, elapsed] = [0, performance.now(), 0]
    while (elapsed < 120) {
      yes = await run()
      done += count
      elapsed = performance.now() - started
    }
    best = Math.max(best, (done / elapsed) * 1000)
  }
  return { perSecond: best, yes }
}

export function inMillions({ perSecond }: Rate): string {
  return perSecond >= 1e5 ? `${(perSecond / 1e6).toFixed(1)} M/s` : `${Math.round(perSecond).toLocaleString('en')}/s`
}
