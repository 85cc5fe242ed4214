import { ask, data, scope, untrimmed, type PageArgs } from '@convive/ui'
import type { showFile } from '../queries/show-file.ts'

/** The text as it was changed, to take along as a file. It is never kept here, and never shown as a page. */
export async function action(args: PageArgs): Promise<Response> {
  const { file, longest } = await ask<typeof showFile>(args, 'procedures/show-file', {
    procedureId: args.params['procedure'] ?? '',
  })
  const text = untrimmed(scope(args).form, 'text').replaceAll('\r\n', '\n')
  if (Buffer.byteLength(text) > longest) throw data(null, { status: 413 })
  const name = file.split('/').at(-1) ?? 'procedure.yaml'
  return new Response(text, {
    headers: {
      'content-type': 'application/yaml; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })
}
