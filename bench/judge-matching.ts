import { join } from 'node:path'
import { generate, toParquet } from './matching/generate.ts'
import { figuresByGroup, wrongInHouseholds } from './matching/groups.ts'
import { handOut } from './matching/hand-out.ts'
import { judge } from './matching/judge.ts'
import { readLabelled, sources } from './matching/labelled-files.ts'
import { splitOffices } from './private/split-offices.ts'

/**
 * The judge at the command line, for any tool that writes pairs:
 *   node bench/judge-matching.ts hand-out DIR [name …]    the public files, shuffled and without answers, and the truth apart
 *   node bench/judge-matching.ts judge TRUTH PAIRS        figures as JSON
 *   node bench/judge-matching.ts split NAME INPUT TRUTH DIR    one file as two offices would hold it, for concealed matching
 *   node bench/judge-matching.ts generate A|B RECORDS SEED DIR [parquet]    made-up people written down by generator A or B
 */
const [what = '', ...given] = process.argv.slice(2)
const data = join(process.env['CONVIVE_DATA'] ?? join(import.meta.dirname, '../../shared/data'), 'linkage')

if (what === 'hand-out') {
  const [folder = '.', ...names] = given
  for (const source of sources.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const { inputs, truth } = handOut(readLabelled(source, data), folder)
    process.stdout.write(`${[...inputs, truth].join(' ')}\n`)
  }
} else if (what === 'judge') {
  const [truthPath = '', pairsPath = ''] = given
  const { judgement, truth, pairs } = await judge(truthPath, pairsPath)
  const threshold = judgement.thresholdAtPrecision99
  const groups = Object.fromEntries(
    [...truth.groups.keys()].map((kind) => [kind, figuresByGroup(truth, pairs, { kind, threshold, least: 1000 })]),
  )
  const inHouseholds = truth.household.length > 0 ? { wrongInHouseholdsAt50: wrongInHouseholds(truth, pairs, 0.5) } : {}
  process.stdout.write(`${JSON.stringify({ ...judgement, ...inHouseholds, groups }, undefined, 2)}\n`)
} else if (what === 'split') {
  const [name = '', input = '', truth = '', folder = '.'] = given
  const split = await splitOffices({ name, inputs: [input], truth }, folder)
  process.stdout.write(`${[...split.inputs, split.truth].join(' ')}\n`)
} else if (what === 'generate') {
  const [generator = '', records = '', seed = '1', folder = '.', form = 'csv'] = given
  if ((generator !== 'A' && generator !== 'B') || !/^\d+$/.test(records))
    throw new Error('generate A|B RECORDS SEED DIR [parquet]')
  const input = join(folder, `${generator}.csv`)
  await generate(
    { generator, records: Number(records), seed: Number(seed) },
    { input, truth: join(folder, `${generator}.truth.csv`) },
  )
  if (form === 'parquet') await toParquet(input)
} else {
  process.stderr.write(
    'hand-out DIR [name …], judge TRUTH PAIRS, split NAME INPUT TRUTH DIR or generate A|B RECORDS SEED DIR [parquet]\n',
  )
  process.exitCode = 2
}
