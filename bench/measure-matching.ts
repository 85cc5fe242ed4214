import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { print } from './figures.ts'
import { calibrationOf, doubtful, enoughPairs, pooled, type Calibration } from './matching/calibration.ts'
import { runEngine } from './matching/engine.ts'
import { generate } from './matching/generate.ts'
import {
  behindPeer,
  figuresByGroup,
  gapBetween,
  thresholdAtRecall,
  wrongInHouseholds,
  type GroupFigures,
} from './matching/groups.ts'
import { handOut, type HandedOut } from './matching/hand-out.ts'
import { judge } from './matching/judge.ts'
import { readLabelled, sources } from './matching/labelled-files.ts'
import { readPeerFigures, type PeerFigures } from './matching/parse-peer.ts'
import type { JudgedPairs } from './matching/read-pairs.ts'
import type { Truth } from './matching/truth.ts'

/**
 * `convive match` on files whose truth is known, beside Splink 4.0.16 with its own notebooks' settings (`bench/peers/splink`), judged by the
 * same code at thresholds set beforehand. All true pairs count, also those that were never looked at.
 */
const data = join(process.env['CONVIVE_DATA'] ?? join(import.meta.dirname, '../../shared/data'), 'linkage')
/** Made-up people by each generator; Splink's figures are of 100,000 from seed 1. */
const generated = Number(process.argv[2] ?? 100_000)
const peers = readPeerFigures()
const home = mkdtempSync(join(tmpdir(), 'convive-matching-'))
const doubts: ReturnType<typeof doubtful>[] = []

try {
  for (const source of sources) {
    if (!existsSync(join(data, source.files[0] ?? ''))) process.stdout.write(`${source.name}: skipped: no data\n`)
    else await measure(handOut(readLabelled(source, data), home))
  }
  for (const generator of ['A', 'B'] as const) {
    const paths = { input: join(home, `${generator}.csv`), truth: join(home, `${generator}.truth.csv`) }
    await generate({ generator, records: generated, seed: 1 }, paths)
    await measure({ name: generator, inputs: [paths.input], truth: paths.truth })
  }
  if (doubts.length > 0) print('all files together: calibration error', calibrationText(calibrationOf(pooled(doubts))), '≤ .03')
} finally {
  rmSync(home, { recursive: true, force: true })
}

async function measure(files: HandedOut): Promise<void> {
  const { name } = files
  const peer = name.length === 1 && generated !== 100_000 ? undefined : peers.get(name)
  if (peer !== undefined) {
    print(`${name}: Splink F1 at .5 / at .95 / best; seconds`, peerText(peer), 'the peer')
    print(
      `${name}: Splink's recall at precision .99; calibration error`,
      `${four(peer.recallAtPrecision99)}; ${calibrationText(peer.calibration)}`,
      'the peer',
    )
  }
  const run = runEngine(files.inputs, join(home, `${name}-out`))
  if (!run.ok) {
    process.stdout.write(`${name}: not matched: ${run.why}\n`)
    return
  }
  const { judgement: j, pairs, truth } = await judge(files.truth, run.pairs)
  doubts.push(doubtful(pairs))
  const f1 = [j.at50.f1, j.at95.f1, j.best.f1].map(four).join(' / ')
  print(`${name}: ours`, `${f1}; ${run.seconds.toFixed(1)} s`, 'better than Splink at .5 and .95')
  print(`${name}: precision at .5; recall of scored pairs`, `${four(j.at50.precision)}; ${four(j.scoredRecall)}`, 'none set')
  print(`${name}: recall at precision .99`, four(j.recallAtPrecision99), 'five points above Splink on B')
  if (j.calibration.pairs >= enoughPairs) print(`${name}: calibration error`, calibrationText(j.calibration), '≤ .03')
  if (truth.groups.size > 0) printGroups(name, { truth, pairs, threshold: j.thresholdAtPrecision99, peer })
}

type Grouped = {
  readonly truth: Truth
  readonly pairs: JudgedPairs
  readonly threshold: number
  readonly peer: PeerFigures | undefined
}

/** Groups of a thousand true pairs and more, ours and Splink's, each at the threshold where all its pairs together are .99 right. */
function printGroups(name: string, { truth, pairs, threshold, peer }: Grouped): void {
  for (const kind of truth.groups.keys()) {
    const figures = figuresByGroup(truth, pairs, { kind, threshold, least: 1000 })
    const peers = peer?.groups[kind] ?? []
    for (const one of figures) {
      const other = peers.find(({ group }) => group === one.group)
      print(
        `${name}: ${kind} ${one.group}: recall as observed / at equal missingness; false per 1,000`,
        `${groupText(one)}${other === undefined ? '' : `; Splink ${groupText(other)}`}`,
        'no group below Splink',
      )
    }
    const behind = behindPeer(figures, peers)
    if (peer !== undefined && peers.length > 0) {
      print(`${name}: groups by ${kind} where Splink is better`, behind.join(', ') || 'none', 'none')
      // Of two tools that are equally right, whoever finds more also has more wrong pairs.
      const asMany = { kind, threshold: thresholdAtRecall(pairs, peer.recallAtPrecision99), least: 1000 }
      const atPeers = figuresByGroup(truth, pairs, asMany)
      const most = Math.max(...atPeers.map((one) => one.falsePerThousand))
      print(
        `${name}: false per 1,000 by ${kind} where ours finds as many as Splink, most of any group`,
        `${most.toFixed(2)}; Splink ${Math.max(...peers.map((one) => one.falsePerThousand)).toFixed(2)}, least ${Math.min(...peers.map((one) => one.falsePerThousand)).toFixed(2)}`,
        'no group above Splink',
      )
    }
    if (figures.length > 1)
      print(
        `${name}: gap between groups by ${kind}, as observed / at equal missingness`,
        `${gapText(figures)}${peers.length > 1 ? `; Splink ${gapText(peers)}` : ''}`,
        '≤ .02',
      )
  }
  print(`${name}: pairs wrongly called at .5 within one household`, String(wrongInHouseholds(truth, pairs, 0.5)), 'none set')
}

function groupText({ recall, recallAtEqualMissingness, falsePerThousand }: GroupFigures): string {
  return `${four(recall)} / ${four(recallAtEqualMissingness)}; ${falsePerThousand.toFixed(2)}`
}

function gapText(figures: readonly GroupFigures[]): string {
  return [gapBetween(figures, 'recall'), gapBetween(figures, 'recallAtEqualMissingness')].map(four).join(' / ')
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
