import { refuse, type Refusal } from '@convive/kernel'
import type { AnswerOf } from '@convive/commands'
import { redirect, type RouterContextProvider } from 'react-router'
import { parseAnswer } from './parse-answer.ts'
import { requestScope, type RequestScope } from './request.ts'

/** What React Router hands to a loader or an action. */
export type PageArgs = {
  readonly request: Request
  readonly params: Readonly<Record<string, string | undefined>>
  readonly context: Readonly<RouterContextProvider>
}

/** What a page shows again after a refusal: every field as typed (files excepted), by name. */
export type Typed = Readonly<Record<string, readonly string[]>>
export type RefusedForm = { readonly refusals: readonly Refusal[]; readonly typed: Typed }

export function scope(args: PageArgs): RequestScope {
  return args.context.get(requestScope)
}

/**
 * Asks a query by name; its type comes from the definition. When the visitor has to sign in, they are sent there; what
 * does not exist, or is not theirs, is a page that does not exist.
 */
export async function ask<Definition>(
  args: PageArgs,
  name: string,
  input: unknown,
  options?: { readonly purpose?: string; readonly reason?: string },
): Promise<AnswerOf<Definition>> {
  const at = scope(args)
  const answer = await at.doors.query(name, input, options)
  if (answer.ok) return parseAnswer<AnswerOf<Definition>>(answer.value)
  const [first] = answer.refusals
  if (first.code === 'commands/sign-in-needed') throw redirect(signInPath(at))
  if (first.code === 'commands/not-allowed') throw new Response(null, { status: 403 })
  throw new Response(null, { status: 404 })
}

/** Like `ask`, but gives back the refusal instead of ending the page. */
export async function tryAsk<Definition>(
  args: PageArgs,
  name: string,
  input: unknown,
  options?: { readonly purpose?: string; readonly reason?: string },
): Promise<
  { readonly ok: true; readonly value: AnswerOf<Definition> } | { readonly ok: false; readonly refusals: readonly Refusal[] }
> {
  const at = scope(args)
  const answer = await at.doors.query(name, input, options)
  if (!answer.ok && answer.refusals[0].code === 'commands/sign-in-needed') throw redirect(signInPath(at))
  return answer.ok ? { ok: true, value: parseAnswer<AnswerOf<Definition>>(answer.value) } : answer
}

/** Like `tryAsk`, of a command whose answer is shown on the same page. */
export async function tryDo<Definition>(
  args: PageArgs,
  name: string,
  input: unknown,
): Promise<
  { readonly ok: true; readonly value: AnswerOf<Definition> } | { readonly ok: false; readonly refusals: readonly Refusal[] }
> {
  const answer = await scope(args).doors.dispatch(name, input)
  return answer.ok ? { ok: true, value: parseAnswer<AnswerOf<Definition>>(answer.value) } : answer
}

export function signInPath(at: RequestScope): string {
  return at.path.includes('/my') ? `/${at.locale}/my/sign-in` : `/${at.locale}/sign-in`
}

/** Everything that was typed, by field name. */
export function typedOf(form: FormData | undefined): Typed {
  const typed: Record<string, string[]> = {}
  for (const [name, value] of form ?? []) if (typeof value === 'string' && !name.startsWith('_')) (typed[name] ??= []).push(value)
  return typed
}

/** The first value of a field, as typed. */
export function first(typed: Typed | undefined, name: string): string {
  return typed?.[name]?.[0] ?? ''
}

/** Field of a posted form as trimmed text. */
export function field(form: FormData | undefined, name: string): string {
  const value = form?.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

/** A field exactly as typed: passwords may begin or end with a blank. */
export function untrimmed(form: FormData | undefined, name: string): string {
  const value = form?.get(name)
  return typeof value === 'string' ? value : ''
}

type Send<Definition> = {
  readonly name: string
  readonly read: (form: FormData, args: PageArgs) => unknown
  readonly done: (answer: AnswerOf<Definition>, args: PageArgs) => string
  readonly purpose?: string
}

/** A page's action: form → command → next page, or the refusals with everything that was typed. */
export function form<Definition>(send: Send<Definition>): (args: PageArgs) => Promise<RefusedForm> {
  return async (args) => submit<Definition>(args, send)
}

/** One action may serve several buttons: it calls `submit` with the command that was meant. Redirects by throwing. */
export async function submit<Definition>(args: PageArgs, send: Send<Definition>): Promise<RefusedForm> {
  const at = scope(args)
  const body = at.form
  if (body === undefined) return { refusals: refuse('commands/invalid-input').refusals, typed: {} }
  const options = { key: field(body, '_key'), ...(send.purpose === undefined ? {} : { purpose: send.purpose }) }
  const answer = await at.doors.dispatch(send.name, send.read(body, args), options)
  if (answer.ok) throw redirect(send.done(parseAnswer<AnswerOf<Definition>>(answer.value), args))
  if (answer.refusals[0].code === 'commands/sign-in-needed') throw redirect(signInPath(at))
  return { refusals: answer.refusals, typed: typedOf(body) }
}

/** A form that was being filled when the session ended: it travels, sealed, through the sign-in page. */
export type KeptForm = { readonly path: string; readonly fields: readonly (readonly [string, string])[] }
