import { ask, type PageArgs } from '@convive/ui'
import type { myCopy } from '../queries/my-copy.ts'

/** A person's copy of their record, as a file. */
export async function loader(args: PageArgs): Promise<Response> {
  const copy = await ask<typeof myCopy>(args, 'registry/my-copy', {})
  return new Response(JSON.stringify(copy, undefined, 2), {
    headers: { 'content-type': 'application/json; charset=utf-8', 'content-disposition': 'attachment; filename="convive.json"' },
  })
}
