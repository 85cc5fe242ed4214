import { ask, type PageArgs } from '@convive/ui'

/** The published keys as a file, for checking without network. */
export async function loader(args: PageArgs): Promise<Response> {
  return Response.json(await ask(args, 'papers/published-keys', {}), { headers: { 'cache-control': 'public, max-age=300' } })
}
