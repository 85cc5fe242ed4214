import { ask, scope, type PageArgs } from '@convive/ui'
import type { collectionForm } from '../queries/collection-form.ts'
import { fieldFormAsked } from './field-form-asked.ts'

/** The form for ODK or Kobo itself, opening in the language of the page. */
export async function loader(args: PageArgs): Promise<Response> {
  const { locale } = scope(args)
  const asked = fieldFormAsked(args.request.url) ?? { registration: true, procedures: [] }
  const { file, name } = await ask<typeof collectionForm>(args, 'procedures/collection-form', { ...asked, locale })
  return new Response(Buffer.from(file, 'base64'), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${name}"`,
    },
  })
}
