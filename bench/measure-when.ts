import { added, noneCompared, type WhenTally } from '../packages/rules/testing/oracle/compare-when.ts'
import { print } from './figures.ts'
import { inChunks } from './parse-chunks.ts'

/** From when and until when against a loop over every day of six years: `npm run bench when 100000`, of which ten share a rule. */
const [cases = 5000, first = 1] = process.argv.slice(2).map(Number)
const times = 10
const last = first + Math.ceil(cases / times)

let tally = noneCompared
await inChunks<WhenTally>('when-worker.ts', { first, last, chunk: 20, more: { times } }, (found, done) => {
  tally = added(tally, found)
  if (done % 400 === 0) process.stderr.write(`${done * times} of ${cases} cases, ${tally.partings.length} otherwise\n`)
})
print(`when: other days than a day-by-day loop, ${tally.cases} cases`, String(tally.partings.length), '0')
print('when: of them waits, ends of a yes, with a 29 February', `${tally.waits}, ${tally.ends}, ${tally.leap}`, 'many')
for (const one of tally.partings.slice(0, 3)) process.stdout.write(`otherwise ${JSON.stringify(one)}\n`)
process.exitCode = tally.partings.length === 0 ? 0 : 1
