import type { Actor } from '@convive/access'
import type { Installation } from '@convive/server'
import { percentile, print } from '../figures.ts'
import { parseNightStep, type NightStep } from '../parse-night.ts'

/** Everybody compared with everybody, as the clock does it at night, without its rests; of many, for as long as `seconds`. */
export async function nightly({ dispatcher }: Pick<Installation, 'dispatcher'>, actor: Actor, seconds = 60): Promise<void> {
  const step = async (name: string, key: string): Promise<NightStep> => {
    const answer = await dispatcher.dispatch(name, {}, { actor, key })
    if (!answer.ok) throw new Error(`${name}: ${answer.refusals[0].code}`)
    return parseNightStep(answer.value)
  }
  // A run that an earlier measurement left open goes on.
  await dispatcher.dispatch('registry/begin-duplicate-run', {}, { actor, key: `night-${Date.now()}` })
  const times: number[] = []
  const total = { persons: 0, proposed: 0 }
  const until = performance.now() + seconds * 1000
  for (let more = true; more && performance.now() < until;) {
    const from = performance.now()
    const done = await step('registry/continue-duplicate-run', 'not-kept')
    times.push(performance.now() - from)
    total.persons += done.persons
    total.proposed += done.proposed
    more = done.more
  }
  const spent = times.reduce((sum, one) => sum + one, 0) / 1000
  print(
    `the search at night: ${total.persons} persons looked at, ${total.proposed} new pairs, without rests`,
    `${(total.persons / spent).toFixed(0)} persons/s; a step p50 ${percentile(times, 0.5).toFixed(0)}, p95 ${percentile(times, 0.95).toFixed(0)} ms; ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB`,
    '(reported)',
  )
}
