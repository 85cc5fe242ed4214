import type { Translator } from '@convive/languages'

/** The words of a refusal that no server gave. */
export function refusalText({ code, with: values }: { readonly code: string; readonly with?: object }, t: Translator): string {
  return t(`refusal.${code}`, { ...values })
}
