import { ask, scope, type PageArgs } from '@convive/ui'
import type { decisionNotice } from '../queries/decision-notice.ts'

/** The notice of a decision as PDF. */
export async function loader(args: PageArgs): Promise<Response> {
  const notice = await ask<typeof decisionNotice>(args, 'procedures/decision-notice', {
    applicationId: args.params['applicationId'],
    locale: scope(args).locale,
  })
  return new Response(new Uint8Array(Buffer.from(notice.pdf, 'base64')), {
    headers: { 'content-type': 'application/pdf', 'content-disposition': 'inline; filename="convive.pdf"' },
  })
}
