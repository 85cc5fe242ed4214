import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { print } from './figures.ts'
import { calibrationOf, doubtful, enoughPairs, pooled, type Calibration } from './matching/calibration.ts'
import { runEngine } from './matching/engine.ts'
import { handOut } from './matching/hand-out.ts'
import { judge } from './matching/judge.ts'
import { readLabelled, sources } from './matching/labelled-files.ts'
import { readPeerFigures, type PeerFigures } from './matching/parse-peer.ts'

/**
 * `convive match` on files whose truth is known, beside Splink 4.0.16 with its own notebooks' settings (`bench/peers/splink`), judged by the
 * same code at thresholds set beforehand. All true pairs count, also those that were never looked at.
 */
const data = join(process.env['CONVIVE_DATA'] ?? join(import.meta.dirname, '../../shared/data'), 'linkage')
const peers = readPeerFigures()
const home = mkdtempSync(join(tmpdir(), 'convive-matching-'))
const doubts: ReturnType<typeof doubtful>[] = []

try {
  for (const source of sources) {
    if (!existsSync(join(data, source.files[0] ?? ''))) process.stdout.write(`${source.name}: skipped: no data\n`)
    else await measure(source.name, handOut(readLabelled(source, data), home))
  }
  if (doubts.length > 0) print('all files together: calibration error', calibrationText(calibrationOf(pooled(doubts))), '≤ .03')
} finally {
  rmSync(home, { recursive: true, force: true })
}

async function measure(name: string, files: ReturnType<typeof handOut>): Promise<void> {
  const peer = peers.get(name)
  if (peer !== undefined) print(`${name}: Splink F1 at .5 / at .95 / best; seconds`, peerText(peer), 'the peer')
  const run = runEngine(files.inputs, join(home, `${name}-out`))
  if (!run.ok) {
    process.stdout.write(`${name}: not matched: ${run.why}\n`)
    return
  }
  const { judgement: j, pairs } = await judge(files.truth, run.pairs)
  doubts.push(doubtful(pairs))
  const f1 = [j.at50.f1, j.at95.f1, j.best.f1].map(four).join(' / ')
  print(`${name}: ours`, `${f1}; ${run.seconds.toFixed(1)} s`, 'better than Splink at .5 and .95')
  print(`${name}: precision at .5; recall of scored pairs`, `${four(j.at50.precision)}; ${four(j.scoredRecall)}`, 'none set')
  if (j.calibration.pairs >= enoughPairs) print(`${name}: calibration error`, calibrationText(j.calibration), '≤ .03')
}

function peerText({ at50, at95, best, seconds }: PeerFigures): string {
  return `${[at50.f1, at95.f1, best.f1].map(four).join(' / ')}; ${seconds.toFixed(1)} s`
}

function calibrationText({ pairs, error, interval }: Calibration): string {
  return `${error.toFixed(3)} (${interval.map((one) => one.toFixed(3)).join('–')}) over ${pairs} pairs`
}

function four(share: number): string {
  return share.toFixed(4)
}
