import { ask, scope, type PageArgs } from '@convive/ui'
import type { importTemplate } from '../queries/import-template.ts'

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** An empty file with the columns, in the language of the page. */
export async function loader(args: PageArgs): Promise<Response> {
  const { locale } = scope(args)
  const format = new URL(args.request.url).searchParams.get('format') === 'csv' ? 'csv' : 'xlsx'
  const { file } = await ask<typeof importTemplate>(args, 'exchange/import-template', { format, locale })
  return new Response(Buffer.from(file, 'base64'), {
    headers: {
      'content-type': types[format],
      'content-disposition': `attachment; filename="convive-households-${locale}.${format}"`,
    },
  })
}
