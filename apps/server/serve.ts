import { isUnfounded } from '@convive/accounts'
import { dayIn } from '@convive/kernel'
import { warmUp } from '@convive/procedures'
import { readConfig } from './config.ts'
import { completeDemo, foundFirst } from './first-start.ts'
import { startServer } from './start-server.ts'
import { whatWentWrong } from './what-went-wrong.ts'

await serve()

async function serve(): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`)
  const stopped = stopSignal(say)
  try {
    const config = readConfig(process.argv.slice(2), process.env)
    say('Convive is starting: database, texts, pages …')
    const started = performance.now()
    const running = await startServer(config, {
      async prepare(installation) {
        if (await isUnfounded(installation.database)) await foundFirst(installation, config, say)
        await completeDemo(installation, config, say)
      },
    })
    say(`Ready after ${((performance.now() - started) / 1000).toFixed(1)} s: ${config.origin}`)
    say('Stop with Ctrl+C.')
    const stopping = new AbortController()
    const { clock, timeZone } = running.installation
    // A server that cannot make itself ready in advance serves all the same.
    const warming = warmUp(dayIn(clock(), timeZone), stopping.signal).catch(
      (error: unknown) => void process.stderr.write(`${whatWentWrong(error)}\n`),
    )
    await stopped
    stopping.abort()
    await warming
    await running.close()
    process.exit(0)
  } catch (error) {
    process.stderr.write(`${whatWentWrong(error)}\n`)
    process.exit(1)
  }
}

/**
 * Settles when somebody wants the server to stop; a start under way is finished first, so that no half of a demonstration is left.
 * One key press may arrive twice, from the terminal and passed on by npm; whoever asks again a second later does not want to wait.
 */
function stopSignal(say: (line: string) => void): Promise<void> {
  return new Promise((done) => {
    let first: number | undefined
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (first === undefined) say('Stopping; what is under way is finished first. Once more stops at once.')
        else if (performance.now() - first > 1000) process.exit(130)
        first ??= performance.now()
        done()
      })
    }
  })
}
