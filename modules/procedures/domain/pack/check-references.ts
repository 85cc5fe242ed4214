import type { Catalogue, CodeLists } from '@convive/facts'
import { calendarDate, nearestName } from '@convive/kernel'
import { judgeAnswer } from '../judge-answer.ts'
import { parseCaseFacts } from './parse-case.ts'
import type { ProcedureFile } from './procedure-file.ts'

type Place = readonly (string | number)[]
/** `key`: the name in front of the colon is at fault, and not what stands behind it. */
type Found = {
  readonly path: Place
  readonly key?: boolean
  readonly code: string
  readonly message: string
  readonly nearest?: string | undefined
}

/** Every name in a procedure names something: sources, papers, conditions, and the facts of the worked cases. */
export function checkReferences(
  raw: ProcedureFile,
  { catalogue, lists }: { readonly catalogue: Catalogue; readonly lists: CodeLists },
): readonly Found[] {
  const until = raw.in_force.applications_until
  const closed = until !== undefined && until < raw.in_force.from
  return [
    ...uncited(raw),
    ...twice(raw),
    ...(closed
      ? [{ path: ['in_force', 'applications_until'], code: 'never-open', message: 'the window closes before it opens' }]
      : []),
    ...raw.deadlines.flatMap((one, at) => clock(one.after, { path: ['deadlines', at, 'after'], catalogue })),
    ...raw.evidence.flatMap((one, at) => papers(one.any_of, { path: ['evidence', at, 'any_of'], lists })),
    ...raw.cases.flatMap((one, at) => [
      ...caseFacts(one, { path: ['cases', at], catalogue }),
      ...strange(one.expect.failed, raw.conditions, { path: ['cases', at, 'expect', 'failed'], what: 'condition' }),
      ...strange(one.expect.bring, raw.evidence, { path: ['cases', at, 'expect', 'bring'], what: 'evidence' }),
      ...strange(one.expect.pay, raw.fees, { path: ['cases', at, 'expect', 'pay'], what: 'fee' }),
    ]),
  ]
}

function strange(
  ids: readonly string[] | undefined,
  known: readonly { readonly id: string }[],
  { path, what }: { readonly path: Place; readonly what: 'condition' | 'evidence' | 'fee' },
): readonly Found[] {
  const names = known.map((one) => one.id)
  return (ids ?? []).flatMap((id, at): readonly Found[] =>
    names.includes(id)
      ? []
      : [
          {
            path: [...path, at],
            code: `unknown-${what}`,
            message: `no ${what} is called ${id}`,
            nearest: nearestName(id, names),
          },
        ],
  )
}

function uncited(raw: ProcedureFile): readonly Found[] {
  const parts = [
    ...raw.conditions.map((one, at) => ({ cite: one.cite, path: ['conditions', at, 'cite', 'source'] })),
    ...raw.variants.map((one, at) => ({ cite: one.cite, path: ['variants', at, 'cite', 'source'] })),
    ...raw.evidence.map((one, at) => ({ cite: one.cite, path: ['evidence', at, 'cite', 'source'] })),
    { cite: raw.closed?.cite, path: ['closed', 'cite', 'source'] },
    ...raw.fees.map((one, at) => ({ cite: one.cite, path: ['fees', at, 'cite', 'source'] })),
    ...raw.deadlines.map((one, at) => ({ cite: one.cite, path: ['deadlines', at, 'cite', 'source'] })),
    { cite: raw.issues?.renewable?.cite, path: ['issues', 'renewable', 'cite', 'source'] },
  ]
  return parts.flatMap(({ cite, path }) =>
    cite === undefined || raw.sources.some((source) => source.id === cite.source)
      ? []
      : [
          {
            path,
            code: 'unknown-source',
            message: `${cite.source} is not among the sources: a condition needs a source`,
            nearest: nearestName(
              cite.source,
              raw.sources.map((source) => source.id),
            ),
          },
        ],
  )
}

function twice(raw: ProcedureFile): readonly Found[] {
  return (['sources', 'conditions', 'variants', 'evidence', 'fees', 'deadlines'] as const).flatMap((part) => {
    const ids = raw[part].map((one) => one.id)
    return ids.flatMap((id, at) =>
      ids.indexOf(id) === at ? [] : [{ path: [part, at, 'id'], code: 'duplicate-id', message: `${id} stands here twice` }],
    )
  })
}

/** A clock starts with a step of the application or with a day that is known of the person. */
function clock(after: string, { path, catalogue }: { readonly path: Place; readonly catalogue: Catalogue }): readonly Found[] {
  if (steps.includes(after) || catalogue.get(after)?.type === 'date') return []
  const dates = [...catalogue.values()].filter((one) => one.type === 'date').map((one) => one.id)
  const message = `no clock starts with ${after}: neither ${steps.join(', ')} nor a fact that is a date`
  return [{ path, code: 'unknown-start', message, nearest: nearestName(after, [...steps, ...dates]) }]
}

const steps = ['submitted', 'told', 'issued']

function papers(
  kinds: readonly string[],
  { path, lists }: { readonly path: Place; readonly lists: CodeLists },
): readonly Found[] {
  const known = lists.get('evidence-kinds')?.codes ?? []
  return kinds.flatMap((kind, at) =>
    known.some((one) => one.code === kind)
      ? []
      : [
          {
            path: [...path, at],
            code: 'unknown-paper',
            message: `no kind of evidence is called ${kind}`,
            nearest: nearestName(
              kind,
              known.map((one) => one.code),
            ),
          },
        ],
  )
}

function caseFacts(
  { facts, today }: ProcedureFile['cases'][number],
  { path, catalogue }: { readonly path: Place; readonly catalogue: Catalogue },
): readonly Found[] {
  return Object.entries(parseCaseFacts(facts)).flatMap(([id, state]): readonly Found[] => {
    const definition = catalogue.get(id)
    if (definition === undefined)
      return [
        {
          path: [...path, 'facts', id],
          key: true,
          code: 'unknown-fact',
          message: `no fact is called ${id}`,
          nearest: nearestName(id, [...catalogue.keys()]),
        },
      ]
    const fault = judgeAnswer(definition, state, { today: calendarDate(today) })
    return fault === undefined
      ? []
      : [{ path: [...path, 'facts', id], code: `case-${fault}`, message: `${id} cannot be that: ${fault}` }]
  })
}
