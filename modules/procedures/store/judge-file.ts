import { ok, refuse, type Result } from '@convive/kernel'
import { fileTypeFromBuffer } from 'file-type'

/** The kinds of file an office accepts, recognised by what is in them, never by their name. */
const accepted = ['application/pdf', 'image/jpeg', 'image/png'] as const
export type EvidenceType = (typeof accepted)[number]

/** Ten megabytes: a photographed page is two to five. */
export const largestFile = 10 * 1024 * 1024

/** What a file really is. `says` is what the browser claimed: a file that lies about its type is refused. */
export async function judgeFile(bytes: Uint8Array, says: string | undefined): Promise<Result<EvidenceType>> {
  if (bytes.length === 0) return refuse({ code: 'procedures/file-required', at: 'file' })
  if (bytes.length > largestFile) return refuse({ code: 'procedures/file-too-large', at: 'file', with: { megabytes: 10 } })
  const found = await fileTypeFromBuffer(bytes)
  const type = accepted.find((one) => one === found?.mime)
  if (type === undefined) return refuse({ code: 'procedures/file-type', at: 'file' })
  const claimed =
    says === undefined || says === '' || says === 'application/octet-stream' ? type : says.replace('image/jpg', 'image/jpeg')
  return claimed === type ? ok(type) : refuse({ code: 'procedures/file-type', at: 'file' })
}
