import { isUnfounded } from '@convive/accounts'
import { readConfig } from './config.ts'
import { foundFirst } from './first-start.ts'
import { startServer, type RunningServer } from './start-server.ts'

await serve()

async function serve(): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`)
  try {
    const config = readConfig(process.argv.slice(2), process.env)
    say('Convive is starting: database, texts, pages …')
    const started = performance.now()
    const running = await startServer(config, {
      async prepare(installation) {
        if (await isUnfounded(installation.database)) await foundFirst(installation, config, say)
      },
    })
    stopOnSignal(running, say)
    say(`Ready after ${((performance.now() - started) / 1000).toFixed(1)} s: ${config.origin}`)
    say('Stop with Ctrl+C.')
  } catch (error) {
    process.stderr.write(`${whatWentWrong(error)}\n`)
    process.exitCode = 1
  }
}

/** What is under way is finished, then everything stops; a second signal does not start it again. */
function stopOnSignal(running: RunningServer, say: (line: string) => void): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      say('Stopping; what is under way is finished first.')
      void running.close().then(() => process.exit(0))
    })
  }
}

/** In words for the person at the keyboard; what the system says stands behind. */
function whatWentWrong(error: unknown): string {
  if (!(error instanceof Error)) return 'Convive could not start.'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === 'EADDRINUSE')
    return `Another program already answers on this port. Choose another one: PORT=3001 npm start (${error.message})`
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `Convive may not write here. Give it a folder of its own: CONVIVE_HOME=/a/folder npm start (${error.message})`
  return error.message
}
