import { commonRefusals, type Module } from '@convive/commands'
import type { Refusal, Result } from '@convive/kernel'
import type { Translator } from '@convive/languages'

/** HTTP status of each refusal: the common ones and every module's. */
export function statusTable(modules: readonly Module[]): ReadonlyMap<string, number> {
  return new Map([...Object.entries(commonRefusals), ...modules.flatMap((room) => Object.entries(room.refusals))])
}

export type ApiAnswer = { readonly status: number; readonly body: unknown }

/** An answer as the API gives it: the value, or refusals with their texts in the reader's language. */
export function apiAnswer(result: Result<unknown>, statuses: ReadonlyMap<string, number>, t: Translator): ApiAnswer {
  if (result.ok) return { status: 200, body: result.value ?? {} }
  const [first] = result.refusals
  return {
    status: statuses.get(first.code) ?? 422,
    body: { refusals: result.refusals.map((one) => ({ ...one, text: textOf(one, t) })) },
  }
}

export function textOf(refusal: Refusal, t: Translator): string {
  return t(`refusal.${refusal.code}`, refusal.with)
}
