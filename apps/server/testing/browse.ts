import { randomUUID } from 'node:crypto'
import { codeAt } from './samples.ts'
import { memberSecrets, type Staff, type World } from './world.ts'

/** A page as a browser without script holds it. */
export type Seen = { readonly status: number; readonly path: string; readonly html: string; readonly cookie: string | undefined }

/** A form of a page as somebody fills it in. `with`: words of the page's source by which it is told from the others. */
export type Filled = {
  readonly with: string
  readonly fields?: Readonly<Record<string, string | readonly string[]>>
  readonly file?: { readonly name: string; readonly type: string; readonly base64: string }
}

/** What sending a form did: the page that came back, where it leads, and the key that the form carried. */
export type Sent = Seen & { readonly location: string | null; readonly key: string }

export async function open(world: World, path: string, cookie?: string): Promise<Seen> {
  const response = await fetch(`${world.address}${path}`, { redirect: 'manual', headers: headersFor(cookie) })
  return { status: response.status, path, html: await response.text(), cookie }
}

/** Fills in one form of the page and presses its button; hidden fields go along as the page wrote them. */
export async function send(world: World, page: Seen, filled: Filled): Promise<Sent> {
  const form = (page.html.match(/<form .*?<\/form>/gs) ?? []).find((one) => one.includes(filled.with))
  if (form === undefined) throw new Error(`${page.path} (${page.status}) has no form with ${filled.with}`)
  const body = new FormData()
  for (const [input] of form.matchAll(/<input type="hidden"[^>]*>/g)) {
    const name = attribute(input, 'name')
    if (filled.fields?.[name] === undefined) body.append(name, attribute(input, 'value'))
  }
  for (const [name, value] of Object.entries(filled.fields ?? {})) for (const one of [value].flat()) body.append(name, one)
  const { file } = filled
  if (file !== undefined) body.append(file.name, new Blob([Buffer.from(file.base64, 'base64')], { type: file.type }), 'file')
  const path = attribute(form.slice(0, form.indexOf('>')), 'action') || page.path
  const response = await fetch(`${world.address}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: headersFor(page.cookie),
    body: form.includes('multipart/form-data') ? body : new URLSearchParams([...body].map(([name, one]) => [name, textOf(one)])),
  })
  const key = textOf(body.get('_key'))
  return {
    status: response.status,
    path,
    html: await response.text(),
    cookie: page.cookie,
    location: response.headers.get('location'),
    key,
  }
}

function textOf(entry: unknown): string {
  return typeof entry === 'string' ? entry : ''
}

function headersFor(cookie: string | undefined): Record<string, string> {
  return { 'sec-fetch-site': 'same-origin', ...(cookie === undefined ? {} : { cookie }) }
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  return value
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

/** The session's cookie of somebody at an office. */
export async function sessionOf(world: World, staff: Staff): Promise<string> {
  world.clock.now = new Date(world.clock.now.getTime() + 60_000)
  const code = codeAt(memberSecrets.totpSecret, world.clock.now)
  const input = { signInName: staff.signInName, password: memberSecrets.password, code }
  const { session } = await world.prepare<{ session: string }>('accounts/sign-in', input, { kind: 'public' })
  return `session=${session}`
}

export function aName(): string {
  return `nueva-${randomUUID()}@ysapy.example`
}
