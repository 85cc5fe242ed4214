import { conceal, matchConcealed, type MatchConcealedReport } from '@convive/matching'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HandedOut } from '../matching/hand-out.ts'

/** How the records are concealed and compared; `hardening` and `exact` only to measure what they would cost. */
export type Way = {
  readonly salt?: string
  readonly hardening?: 'none' | 'balanced' | 'folded'
  readonly oneToOne?: boolean
  readonly exact?: boolean
}

export type ConcealedRun = {
  /** Pairs by ids, as the judge reads them. */
  readonly pairs: string
  readonly report: MatchConcealedReport
  readonly concealing: number
  readonly comparing: number
  readonly sparse: number
}

/** Two organisations and the neutral party in one process, under a secret of this run. */
export async function runConcealed(
  { name, inputs }: HandedOut,
  way: Way,
  { folder, secret }: { readonly folder: string; readonly secret: Uint8Array },
): Promise<ConcealedRun> {
  const { oneToOne = false, exact = false, ...how } = way
  const own = join(folder, `${name} ${Object.entries(way).flat().join(' ')}`)
  const began = performance.now()
  const ids = new Map<string, string>()
  const sent: string[] = []
  let sparse = 0
  for (const [at, file] of inputs.entries()) {
    const made = await conceal({ files: [file], out: join(own, String(at)), by: { secret, project: 'bench' }, ...how })
    if (!made.ok) throw new Error(`${name}: ${made.refusals[0].code}`)
    sent.push(made.value.send)
    sparse += made.value.sparse
    for (const line of readFileSync(made.value.keep, 'utf8').trim().split('\n').slice(1)) {
      const [pseudonym = '', id = ''] = line.split(',')
      ids.set(pseudonym, id)
    }
  }
  const concealed = performance.now()
  const matched = await matchConcealed({ files: [sent[0] ?? '', sent[1] ?? ''], out: join(own, 'out'), oneToOne, exact })
  if (!matched.ok) throw new Error(`${name}: ${matched.refusals[0].code}`)
  const compared = performance.now()
  const pairs = join(own, 'pairs.csv')
  const lines = readFileSync(join(own, 'out/pairs.csv'), 'utf8').trim().split('\n').slice(1)
  const named = lines.map((line) => {
    const [a = '', b = '', p = ''] = line.split(',')
    return `${ids.get(a)},${ids.get(b)},${p}`
  })
  writeFileSync(pairs, `${['id_a,id_b,probability', ...named].join('\n')}\n`)
  return {
    pairs,
    report: matched.value,
    sparse,
    concealing: (concealed - began) / 1000,
    comparing: (compared - concealed) / 1000,
  }
}
