import { isUnfounded } from '@convive/accounts'
import { readConfig } from './config.ts'
import { foundFirst } from './first-start.ts'
import { startServer, type RunningServer } from './start-server.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

let running: RunningServer | undefined
try {
  const config = readConfig(process.argv.slice(2), process.env)
  say('Convive is starting: database, texts, pages …')
  const started = performance.now()
  running = await startServer(config, {
    async prepare(installation) {
      if (await isUnfounded(installation.database)) await foundFirst(installation, config, say)
    },
  })
  say(`Ready after ${((performance.now() - started) / 1000).toFixed(1)} s: ${config.origin}`)
  say('Stop with Ctrl+C.')
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'Convive could not start.'}\n`)
  process.exitCode = 1
}

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping || running === undefined) return
    stopping = true
    say('Stopping; what is under way is finished first.')
    void running.close().then(() => process.exit(0))
  })
}
