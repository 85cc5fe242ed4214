import { field } from '@convive/ui'

/** What was answered about the pairs of two households: one by one, and for the rest, if they wish, one answer for all. */
export function readFamilyAnswers(form: FormData | undefined) {
  const all = field(form, 'all') === 'same'
  const named = (name: string): readonly string[] => (form?.getAll(name) ?? []).map(String)
  const answers = named('pair').map((pair) => ({ pair, decision: field(form, `answer.${pair}`) || (all ? 'same' : '') }))
  // One twin is not the other: whoever says "all" says that too.
  const crossed = all ? named('crossed').map((pair) => ({ pair, decision: 'different' })) : []
  return [...answers, ...crossed].flatMap(({ pair, decision }) => {
    const [personId = '', otherId = ''] = pair.split('.')
    return decision === '' ? [] : [{ personId, otherId, decision }]
  })
}
