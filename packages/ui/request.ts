import type { Actor } from '@convive/access'
import type { CalendarDate, Locale, Result } from '@convive/kernel'
import type { Messages } from '@convive/languages'
import { createContext } from 'react-router'

/** The two ways into the rooms, acting as whoever made the request. */
export type Doors = {
  query(name: string, input: unknown, options?: { readonly purpose?: string; readonly reason?: string }): Promise<Result<unknown>>
  dispatch(name: string, input: unknown, options?: { readonly purpose?: string; readonly key?: string }): Promise<Result<unknown>>
}

/** All that a page is given of a request. */
export type RequestScope = {
  readonly doors: Doors
  readonly locale: Locale
  /** Path and query as asked. */
  readonly path: string
  readonly actor: Actor
  readonly organisation: string | undefined
  readonly timeZone: string
  readonly csrf: string
  readonly demo: boolean
  readonly today: CalendarDate
  readonly now: Date
  readonly messages: Messages
  readonly form: FormData | undefined
  readonly session: string | undefined
  /** Seals form state so that it can travel through the browser unread and unchanged. */
  seal(value: unknown): string
  /** What `seal` sealed, or nothing when it was altered or is too old. */
  open(sealed: string): unknown
  /** Sets the cookies; returns the hidden token that forms need under the new session. */
  startSession(secret: string, device?: string): string
  /** Keeps the proof that somebody has signed in from this browser; it opens nothing. */
  rememberDevice(proof: string): void
  endSession(): void
}

/** Where a page finds its scope; the server puts it in for each request. */
export const requestScope = createContext<RequestScope>()
