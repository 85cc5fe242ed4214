import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Calibration } from './calibration.ts'
import type { Judgement } from './judge.ts'

const counts = z.object({ precision: z.number(), recall: z.number(), f1: z.number() })
const figures = z.object({
  settings: z.string(),
  seconds: z.number(),
  gigabytes: z.number(),
  at50: counts,
  at95: counts,
  best: counts,
  recallAtPrecision99: z.number(),
  calibration: z.object({ pairs: z.number(), error: z.number(), interval: z.tuple([z.number(), z.number()]) }),
})

export type PeerFigures = Pick<Judgement, 'at50' | 'at95' | 'recallAtPrecision99'> & {
  readonly best: Judgement['at50']
  readonly settings: string
  readonly seconds: number
  readonly gigabytes: number
  readonly calibration: Calibration
}

/** What the judge said of Splink's output on each file; kept because Splink is Python and not part of a clone. */
export function readPeerFigures(): ReadonlyMap<string, PeerFigures> {
  const path = join(import.meta.dirname, '../peers/splink/figures.json')
  const { files } = z.object({ files: z.record(z.string(), figures) }).parse(JSON.parse(readFileSync(path, 'utf8')))
  return new Map(Object.entries(files))
}
