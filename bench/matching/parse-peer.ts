import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Calibration } from './calibration.ts'
import type { GroupFigures } from './groups.ts'
import type { Judgement } from './judge.ts'

const counts = z.object({ precision: z.number(), recall: z.number(), f1: z.number() })
const group = z.object({
  group: z.string(),
  truePairs: z.number(),
  recall: z.number(),
  recallAtEqualMissingness: z.number(),
  precision: z.number(),
  falsePerThousand: z.number(),
})
const figures = z.object({
  settings: z.string(),
  seconds: z.number(),
  gigabytes: z.number(),
  at50: counts,
  at95: counts,
  best: counts,
  recallAtPrecision99: z.number(),
  calibration: z.object({ pairs: z.number(), error: z.number(), interval: z.tuple([z.number(), z.number()]) }),
  groups: z.record(z.string(), z.array(group)).default({}),
})

export type PeerFigures = Pick<Judgement, 'at50' | 'at95' | 'recallAtPrecision99'> & {
  readonly best: Judgement['at50']
  readonly settings: string
  readonly seconds: number
  readonly gigabytes: number
  readonly calibration: Calibration
  /** Kinds of groups to the figures of each with a thousand true pairs, at the threshold where all its pairs together are .99 right. */
  readonly groups: Readonly<Record<string, readonly GroupFigures[]>>
}

/** What the judge said of Splink's output on each file; kept because Splink is Python and not part of a clone. */
export function readPeerFigures(): ReadonlyMap<string, PeerFigures> {
  const path = join(import.meta.dirname, '../peers/splink/figures.json')
  const { files } = z.object({ files: z.record(z.string(), figures) }).parse(JSON.parse(readFileSync(path, 'utf8')))
  return new Map(Object.entries(files))
}

const concealed = z.object({
  settings: z.string(),
  way: z.enum(['pairs', 'one']),
  concealing: z.number(),
  comparing: z.number(),
  best: counts.extend({ threshold: z.number() }),
  recallAtPrecision99: z.number(),
})
export type ConcealedPeer = z.infer<typeof concealed>

/** What the judge said of anonlink with clkhash's keys: the settings and ways that were tried, by file. */
export function readConcealedPeers(): ReadonlyMap<string, readonly ConcealedPeer[]> {
  const path = join(import.meta.dirname, '../peers/anonlink/figures.json')
  const { files } = z.object({ files: z.record(z.string(), z.array(concealed)) }).parse(JSON.parse(readFileSync(path, 'utf8')))
  return new Map(Object.entries(files))
}
