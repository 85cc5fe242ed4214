import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { emptyTally, together, type Parting, type Tally } from '../packages/rules/testing/oracle/compare.ts'
import { print } from './figures.ts'

/**
 * Random rules × random partial facts against an oracle that shares no code with the engine: `npm run bench oracle 100000 100`, and from
 * another seed on `npm run bench oracle 50000 100 50001`. What was compared is told as it goes, so that a run can be taken up again.
 */
const [rules = 1000, assignments = 20, first = 1] = process.argv.slice(2).map(Number)
const last = first + rules
const chunk = Math.max(1, Math.min(50, Math.ceil(rules / 40)))

const tally = await compared()
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

/** Chunks of seeds go to whoever is free. */
async function compared(): Promise<Tally> {
  const began = performance.now()
  let [all, next, done] = [emptyTally(), first, 0]
  const work = Array.from({ length: Math.min(2, availableParallelism()) }, async () => {
    const worker = new Worker(new URL('oracle-worker.ts', import.meta.url), { workerData: { last, chunk, assignments } })
    while (next < last) {
      const from = next
      next += chunk
      const found = await answered(worker, from)
      all = together(all, found)
      done += Math.min(chunk, last - from)
      if (done % (chunk * 20) < chunk) {
        const seconds = Math.round((performance.now() - began) / 1000)
        process.stderr.write(
          `${done} of ${rules} rules from seed ${first}, ${all.unsound.length} unsound, ${all.needless.length} needless, ${seconds} s\n`,
        )
      }
    }
    await worker.terminate()
  })
  await Promise.all(work)
  return all
}

function answered(worker: Worker, from: number): Promise<Tally> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', (found: Tally) => {
      worker.off('error', reject)
      resolve(found)
    })
    worker.postMessage(from, [])
  })
}
