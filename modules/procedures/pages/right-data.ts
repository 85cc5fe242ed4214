import { ask, type PageArgs } from '@convive/ui'
import type { takeRight } from '../queries/take-right.ts'

/** A procedure as JSON, for whoever wants to use it elsewhere. */
export async function loader(args: PageArgs): Promise<Response> {
  const taken = await ask<typeof takeRight>(args, 'procedures/take-right', { procedureId: args.params['procedure'] ?? '' })
  return Response.json(taken, { headers: { 'cache-control': 'public, max-age=300' } })
}
