import { ask, type PageArgs } from '@convive/ui'
import type { exportedForm } from '../queries/exported-form.ts'

/** The resettlement form as a file. */
export async function loader(args: PageArgs): Promise<Response> {
  const { file, name } = await ask<typeof exportedForm>(args, 'exchange/exported-form', { exportId: args.params['exportId'] })
  return new Response(Buffer.from(file, 'base64'), {
    headers: {
      'content-type': 'application/xml; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    },
  })
}
