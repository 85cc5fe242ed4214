import { ask, type PageArgs } from '@convive/ui'
import type { listRights } from '../queries/list-rights.ts'

/** The list of procedures as JSON. */
export async function loader(args: PageArgs): Promise<Response> {
  const { places, found } = await ask<typeof listRights>(args, 'procedures/list-rights', {})
  return Response.json({ places, procedures: found }, { headers: { 'cache-control': 'public, max-age=300' } })
}
