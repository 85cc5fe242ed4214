import type { Locale } from '@convive/kernel'

/** What an officer wrote to the person, and in which language. */
export type AskedInWords = { readonly words: string; readonly writtenIn?: Locale | undefined }

/** What we sealed ourselves, so that its shape is known. */
export function parseAsked(bytes: Uint8Array): AskedInWords {
  return JSON.parse(Buffer.from(bytes).toString()) as AskedInWords
}
