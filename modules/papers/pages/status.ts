import { ask, type PageArgs } from '@convive/ui'

/** The status list as a file. */
export async function loader(args: PageArgs): Promise<Response> {
  return Response.json(await ask(args, 'papers/status-list', {}), { headers: { 'cache-control': 'public, max-age=300' } })
}
