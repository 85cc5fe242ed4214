import type { RequestScope } from '@convive/ui'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parseScopeKey } from './parse-scope-key.ts'
import { createRequestHandler, RouterContextProvider, type ServerBuild } from 'react-router'

const here = import.meta.dirname
const root = join(here, '../..')
const stamp = join(here, 'build/stamp')

/** Files the browser may fetch. */
export const publicDirectory = join(here, 'public')
/** The one stylesheet of all pages. */
export const stylesheet = join(root, 'packages/ui/look.css')

/** The pages as built, ready to answer requests. */
export type PagesBuild = {
  readonly build: ServerBuild
  readonly handle: (request: Request, context: RouterContextProvider) => Promise<Response>
}

/** Builds the pages unless their sources are what they were at the last build. */
export async function buildPages(): Promise<void> {
  const digest = sourceDigest()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  const command = join(dirname(createRequire(import.meta.url).resolve('@react-router/dev/package.json')), 'bin.cjs')
  const said: string[] = []
  const child = spawn(process.execPath, [command, 'build'], {
    cwd: here,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  child.stdout.on('data', (piece: Buffer) => said.push(piece.toString()))
  child.stderr.on('data', (piece: Buffer) => said.push(piece.toString()))
  const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done))
  if (code !== 0) throw new Error(`The pages could not be built:\n${said.join('')}`)
  // No page loads script from the page build, so nothing of it may reach a browser.
  rmSync(join(here, 'build/client'), { recursive: true, force: true })
  writeFileSync(stamp, digest)
}

function sourceDigest(): string {
  const files = globSync(['apps/web/{app/**,*.ts}', 'packages/*/*.{ts,tsx}', 'modules/*/pages/**', 'package-lock.json'], {
    cwd: root,
  })
  const digest = createHash('sha256')
  for (const file of files.toSorted())
    if (/\.(tsx?|json)$/.test(file) && !file.endsWith('.test.ts')) digest.update(file).update(readFileSync(join(root, file)))
  return digest.digest('hex')
}

/** Loads what `buildPages` made. */
export async function pagesBuild(): Promise<PagesBuild> {
  const build: ServerBuild = await import(join(here, 'build/server/index.js'))
  const handle = createRequestHandler(build, 'production')
  return { build, handle: (request, context) => handle(request, context) }
}

/** Renders the page a request asks for, with its scope. */
export async function handlePage(pages: PagesBuild, request: Request, scope: RequestScope): Promise<Response> {
  const context = new RouterContextProvider()
  const key = parseScopeKey(pages.build.entry.module)
  context.set(key, scope)
  const answer = await pages.handle(request, context)
  const page = answer.body === null ? pageOf(answer.status) : undefined
  if (page === undefined) return answer
  // An address of a file has no page of its own to say why it brings none.
  return pages.handle(new Request(new URL(`/${scope.locale}/${page}`, request.url)), context)
}

function pageOf(status: number): string | undefined {
  return status === 403 ? 'not-yours' : status === 404 ? 'not-found' : undefined
}
