import type { ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startProduct, type Started } from './testing/start-product.ts'

let home = ''
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'convive-stop-'))
  chmodSync(home, 0o755)
})
afterAll(() => {
  // Only where a case failed does one still run.
  for (const child of started) if (child.exitCode === null) child.kill('SIGKILL')
  rmSync(home, { recursive: true, force: true })
})
const started: ChildProcess[] = []

/** Without made-up people; ended with the cases. */
async function start(): Promise<Started> {
  const server = await startProduct(home, '--empty')
  started.push(server.child)
  return server
}

/** A sign-in of which half has arrived: the server has begun to answer it. */
async function halfRequest(port: number): Promise<{ readonly socket: Socket; finish(): Promise<string> }> {
  const body = JSON.stringify({ signInName: 'nobody', password: 'a wrong guess', code: '000000' })
  const socket = connect(port, '127.0.0.1')
  let answered = ''
  const begun = new Promise<void>((done) => {
    socket.on('data', (piece: Buffer) => {
      answered += piece.toString()
      if (answered.startsWith('HTTP/1.1 100')) done()
    })
  })
  const closed = new Promise<void>((done) => void socket.once('close', () => done()))
  const head = [
    'POST /api/accounts/sign-in HTTP/1.1',
    'host: localhost',
    'content-type: application/json',
    'expect: 100-continue',
  ]
  socket.write(`${[...head, `content-length: ${Buffer.byteLength(body)}`].join('\r\n')}\r\n\r\n${body.slice(0, 10)}`)
  await begun
  return {
    socket,
    async finish() {
      socket.write(body.slice(10))
      await closed
      return answered
    },
  }
}

test.each([
  ['Ctrl+C, which reaches every process of the terminal', 'SIGINT', (pid: number) => -pid],
  ['an order to end, which reaches the server alone', 'SIGTERM', (pid: number) => pid],
] as const)(
  '%s: what is under way is answered from the database, then both stop and leave nothing behind',
  async (_, signal, whom) => {
    const server = await start()
    await server.says('Ready after')
    const request = await halfRequest(server.port)
    process.kill(whom(server.child.pid ?? 0), signal)
    await server.says('Stopping')
    const answer = await request.finish()
    expect(answer).toMatch(/HTTP\/1\.1 401 .*accounts\/sign-in-failed/s)
    expect(await server.ended).toBe(0)
    expect(existsSync(join(home, 'postgres/cluster/PG_VERSION'))).toBe(true)
    expect(existsSync(join(home, 'postgres/cluster/postmaster.pid'))).toBe(false)
    expect(existsSync(join(home, 'running.json'))).toBe(false)
  },
  // Less than a browser holds a connection open that nobody closes.
  60_000,
)
