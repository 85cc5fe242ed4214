import { emptyTally, together, type Parting, type Tally } from '../packages/rules/testing/oracle/compare.ts'
import { print } from './figures.ts'
import { inChunks } from './parse-chunks.ts'

/**
 * Random rules × random partial facts against an oracle that shares no code with the engine: `npm run bench oracle 100000 100`, and from
 * another seed on `npm run bench oracle 50000 100 50001`. What was compared is told as it goes, so that a run can be taken up again.
 */
const [rules = 1000, assignments = 20, first = 1] = process.argv.slice(2).map(Number)
const chunk = Math.max(1, Math.min(50, Math.ceil(rules / 40)))
const began = performance.now()

let tally = emptyTally()
await inChunks<Tally>('oracle-worker.ts', { first, last: first + rules, chunk, more: { assignments } }, (found, done) => {
  tally = together(tally, found)
  if (done % (chunk * 20) >= chunk) return
  const seconds = Math.round((performance.now() - began) / 1000)
  const told = `${tally.unsound.length} unsound, ${tally.needless.length} needlessly unknown`
  process.stderr.write(`${done} of ${rules} rules from seed ${first}: ${told}, ${seconds} s\n`)
})
const share = (part: number, whole: number): string => `${part} of ${whole} = ${((100 * part) / whole).toFixed(3)} %`
print(`oracle: comparisons that relate facts or compute with days, ${rules} rules`, share(tally.linked, tally.atoms), '≥ 30 %')
print(`oracle: unsound answers in ${tally.cases - tally.notCovered} cases`, String(tally.unsound.length), '0')
print('oracle: exact where Kleene says unknown and an open fact repeats', share(tally.exact, tally.repeated), '≥ 99.9 %')
print('oracle: of those, certain answers found', share(tally.found, tally.agreeing), 'as many as there are')
print('oracle: cases it cannot judge, left out', share(tally.notCovered, tally.cases), 'few')
for (const one of shortest(tally.unsound)) process.stdout.write(`unsound ${JSON.stringify(one)}\n`)
for (const one of shortest(tally.needless)) process.stdout.write(`needlessly unknown ${JSON.stringify(one)}\n`)
process.exitCode = tally.unsound.length === 0 ? 0 : 1

function shortest(partings: readonly Parting[]): readonly Parting[] {
  return partings.toSorted((a, b) => a.feel.length - b.feel.length).slice(0, 3)
}
