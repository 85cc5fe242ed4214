import type { PaperContent } from './issue.ts'

/** Opened bytes back to the content we sealed. */
export function parseContent(bytes: Uint8Array): PaperContent {
  return JSON.parse(Buffer.from(bytes).toString()) as PaperContent
}
