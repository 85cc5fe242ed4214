import { ask, type PageArgs } from '@convive/ui'
import type { showEvidence } from '../queries/show-evidence.ts'

/** An attached paper. It is downloaded, never shown as a page of ours. */
export async function loader(args: PageArgs): Promise<Response> {
  const found = await ask<typeof showEvidence>(args, 'procedures/show-evidence', { evidenceId: args.params['evidenceId'] }, {})
  const extension = found.contentType === 'application/pdf' ? 'pdf' : found.contentType === 'image/png' ? 'png' : 'jpg'
  return new Response(new Uint8Array(Buffer.from(found.file, 'base64')), {
    headers: {
      'content-type': found.contentType,
      'content-disposition': `attachment; filename="evidence.${extension}"`,
      'x-content-type-options': 'nosniff',
    },
  })
}
