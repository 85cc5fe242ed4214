import type { FactDocument } from '@convive/facts'

/** Opened bytes back to the document we sealed; their authenticity has been checked by the seal. */
export function parseFacts(bytes: Uint8Array): FactDocument {
  return JSON.parse(Buffer.from(bytes).toString()) as FactDocument
}
