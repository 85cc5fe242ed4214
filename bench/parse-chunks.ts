import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

/** Seeds in chunks, each to whichever of two workers is free; what they find is handed to `take` as it comes. */
export async function inChunks<Found>(
  worker: string,
  { first, last, chunk, more }: { readonly first: number; readonly last: number; readonly chunk: number; readonly more: object },
  take: (found: Found, done: number) => void,
): Promise<void> {
  let [next, done] = [first, 0]
  const work = Array.from({ length: Math.min(2, availableParallelism()) }, async () => {
    const one = new Worker(new URL(worker, import.meta.url), { workerData: { last, chunk, ...more } })
    while (next < last) {
      const from = next
      next += chunk
      const found = await answered<Found>(one, from)
      done += Math.min(chunk, last - from)
      take(found, done)
    }
    await one.terminate()
  })
  await Promise.all(work)
}

function answered<Found>(worker: Worker, from: number): Promise<Found> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', (found: Found) => {
      worker.off('error', reject)
      resolve(found)
    })
    worker.postMessage(from, [])
  })
}
