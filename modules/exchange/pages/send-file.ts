import { parseAnswer, type RequestScope } from '@convive/ui'
import { refuse, type Refusal } from '@convive/kernel'
import type { AnswerOf } from '@convive/commands'
import type { beginImport } from '../commands/begin-import.ts'

/** Sends a file that came with a form in pieces, and has it checked; answers with its id, or with what stood in the way. */
export async function sendFile(
  { doors }: RequestScope,
  file: File,
  { dates, key }: { readonly dates: string; readonly key: string },
): Promise<{ readonly importId: string } | { readonly refusals: readonly Refusal[] }> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const begun = await doors.dispatch('exchange/begin-import', { name: file.name, size: bytes.length, dates }, { key })
  if (!begun.ok) return { refusals: begun.refusals.map((one) => (one.at === 'size' ? { ...one, at: 'file' } : one)) }
  const { importId, pieces, pieceSize } = parseAnswer<AnswerOf<typeof beginImport>>(begun.value)
  for (let number = 0; number < pieces; number += 1) {
    const data = Buffer.from(bytes.subarray(number * pieceSize, (number + 1) * pieceSize)).toString('base64')
    const sent = await doors.dispatch('exchange/send-piece', { importId, number, data }, { key: `${key}-${number}` })
    if (!sent.ok) return { refusals: sent.refusals }
  }
  const run = await doors.dispatch('exchange/run-import', { importId, dryRun: true }, { key: `${key}-run` })
  return run.ok ? { importId } : { refusals: run.refusals }
}

/** The file of a form; a field left empty sends a file without a name. */
export function fileIn(form: FormData | undefined): File | { readonly refusals: readonly Refusal[] } {
  const file = form?.get('file')
  return file instanceof File && file.size > 0 ? file : refuse({ code: 'exchange/file-required', at: 'file' })
}
