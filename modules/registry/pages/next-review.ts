import { ask, redirect, scope, type PageArgs } from '@convive/ui'
import type { duplicateSample } from '../queries/duplicate-sample.ts'
import type { nextReview } from '../queries/next-review.ts'

/** Goes on to the next question of the queue, or of the sample; where nothing is left, to the list. */
export async function loader(args: PageArgs): Promise<never> {
  const { locale } = scope(args)
  const asked = new URL(args.request.url).searchParams
  const kept = asked.get('kept')
  const told: Readonly<Record<string, string>> = kept === null ? {} : { kept }
  throw redirect(
    asked.has('sample')
      ? await inSample(args, { ...told, sample: 'yes' })
      : withQuery(`/${locale}/desk/duplicates${await inQueue(args, asked.get('after')?.slice(0, 120))}`, told),
  )
}

async function inQueue(args: PageArgs, after: string | undefined): Promise<string> {
  const { pair, family } = await ask<typeof nextReview>(args, 'registry/next-review', after === undefined ? {} : { after })
  if (family !== undefined) return `/families/${family.join('/')}`
  return pair === undefined ? '' : `/${pair.join('/')}`
}

async function inSample(args: PageArgs, query: Readonly<Record<string, string>>): Promise<string> {
  const { locale } = scope(args)
  const { pairs } = await ask<typeof duplicateSample>(args, 'registry/duplicate-sample', {})
  const last = query['kept']?.split('~')
  const next = pairs.find((one) => !(last?.[1] === one.personId && last[2] === one.otherId))
  return next === undefined
    ? withQuery(`/${locale}/desk/duplicate-report`, query)
    : withQuery(`/${locale}/desk/duplicates/${next.personId}/${next.otherId}`, query)
}

function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(query).toString()
  return text === '' ? path : `${path}?${text}`
}
