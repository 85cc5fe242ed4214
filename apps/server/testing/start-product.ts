import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'

export type Started = {
  readonly child: ChildProcess
  readonly port: number
  says(words: string): Promise<void>
  ended: Promise<number | null>
}

/** The product as an operator starts it at a terminal: with its children in one process group, where Ctrl+C is heard. */
export async function startProduct(home: string, ...parameters: readonly string[]): Promise<Started> {
  const port = await freePort()
  const script = join(import.meta.dirname, '../start.ts')
  const child = spawn(process.execPath, [script, '--port', String(port), ...parameters], {
    env: { ...process.env, CONVIVE_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  let said = ''
  const heard = new Set<() => void>()
  child.stdout?.on('data', (piece: Buffer) => {
    said += piece.toString()
    for (const look of heard) look()
  })
  const ended = new Promise<number | null>((done) => child.once('close', done))
  const says = (words: string): Promise<void> =>
    Promise.race([
      new Promise<void>((done) => {
        const look = (): void => void (said.includes(words) && done())
        heard.add(look)
        look()
      }),
      ended.then(() => Promise.reject(new Error(`ended before saying “${words}”:\n${said}`))),
    ])
  return { child, port, says, ended }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail).listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address !== null && typeof address === 'object' ? done(address.port) : fail(new Error('no free port'))))
    })
  })
}
