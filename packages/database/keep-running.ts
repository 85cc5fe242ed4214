import type { ChildProcess } from 'node:child_process'

/**
 * Starts a server process and starts it again whenever it ends without having been asked to, as when the system kills it for
 * want of memory. `ready` waits until it answers and throws when it will not; the first start that fails is an error.
 */
export async function keepRunning(
  launch: () => ChildProcess,
  ready: (server: ChildProcess, said: () => string) => Promise<void>,
): Promise<{ readonly stop: () => Promise<void> }> {
  let stopping = false
  const run = async (): Promise<ChildProcess> => {
    const server = launch()
    const endWithUs = (): void => void server.kill('SIGINT')
    process.once('exit', endWithUs)
    server.once('close', () => process.removeListener('exit', endWithUs))
    try {
      await ready(server, collect(server))
    } catch (error) {
      await end(server)
      throw error
    }
    return server
  }
  let server = await run()
  let restarting = Promise.resolve()
  const watch = (): void => {
    server.once('close', () => {
      if (!stopping) restarting = again()
    })
  }
  const again = async (waiting = 200): Promise<void> => {
    await new Promise((done) => setTimeout(done, waiting))
    if (stopping) return
    const next = await run().catch(() => undefined)
    // Its last processes may not have let go of the folder yet: then the next start will do.
    if (next === undefined) return again(Math.min(waiting * 2, 10_000))
    server = next
    watch()
  }
  watch()
  return {
    stop: async () => {
      stopping = true
      await restarting
      await end(server)
    },
  }
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise((done) => server.once('close', done))
  server.kill('SIGINT')
  await ended
}

/** The last of what a process writes to its standard error. */
export function collect(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.on('data', (piece: Buffer) => {
    text = (text + piece.toString()).slice(-4000)
  })
  return () => text
}
