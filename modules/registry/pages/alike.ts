import { field, scope, tryAsk, type PageArgs } from '@convive/ui'
import type { countAlike } from '../queries/count-alike.ts'
import { readMember } from './read-household.ts'

/** While the form is typed: how many records look like the person of one block. Nothing when too little is typed, or it takes too long. */
export async function action(args: PageArgs): Promise<Response> {
  const { form = new FormData() } = scope(args)
  const block = /^\d{1,2}$/.exec(field(form, 'alike'))?.[0] ?? '0'
  const { given, family, birth, sex, documents, phone } = readMember(form, `m${block}`, true)
  const found = await tryAsk<typeof countAlike>(args, 'registry/count-alike', { given, family, birth, sex, documents, phone })
  return Response.json({ alike: found.ok ? found.value.alike : 0 }, { headers: { 'cache-control': 'no-store' } })
}
