import { ask, scope, type PageArgs } from '@convive/ui'
import type { printPaper } from '../queries/print-paper.ts'

/** A paper as PDF. */
export async function loader(args: PageArgs): Promise<Response> {
  const printed = await ask<typeof printPaper>(args, 'papers/print-paper', {
    paperId: args.params['paperId'],
    locale: scope(args).locale,
    site: new URL(args.request.url).origin,
  })
  return new Response(new Uint8Array(Buffer.from(printed.pdf, 'base64')), {
    headers: { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${printed.number}.pdf"` },
  })
}
