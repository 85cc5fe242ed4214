import { field } from '@convive/ui'

const answersForAll = ['same', 'different'] as const

/** What was answered about the pairs of two households: one by one, and for the rest, if they wish, one answer for all. */
export function readFamilyAnswers(form: FormData | undefined) {
  const all = answersForAll.find((one) => one === field(form, 'all')) ?? ''
  const named = (name: string): readonly string[] => (form?.getAll(name) ?? []).map(String)
  const answers = named('pair').map((pair) => ({ pair, decision: field(form, `answer.${pair}`) || all }))
  // One twin is not the other: whoever says "all" says that too.
  const crossed = all === '' ? [] : named('crossed').map((pair) => ({ pair, decision: 'different' }))
  return [...answers, ...crossed].flatMap(({ pair, decision }) => {
    const [personId = '', otherId = ''] = pair.split('.')
    const seen = form?.get(`seen.${pair}`)
    const saw = typeof seen === 'string' ? { seen: seen === '' ? null : seen } : {}
    return decision === '' ? [] : [{ personId, otherId, decision, ...saw }]
  })
}
