import type { DemoOffice } from './offices.ts'
import { asked, once, type Dispatching } from './dispatching.ts'
import type { Registered } from './register-people.ts'

/** How far each of some applications has come. */
const stories = ['draft', 'draft', 'submitted', 'submitted', 'refused', 'approved', 'approved', 'revoked'] as const

/** One page that says it is nothing but a sample. */
const page = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n').toString('base64')
const papers = [
  ['identity', 'sworn_declaration'],
  ['entry', 'sworn_declaration'],
  ['record', 'sworn_declaration'],
] as const

/** Applications of one office in every state, through the ordinary commands. */
export async function makeCasework(
  around: Dispatching,
  office: DemoOffice,
  { people, name }: { readonly people: readonly Registered[]; readonly name: string },
): Promise<void> {
  // Whose birth is known to the day, and whom nobody registered twice: nothing stands in the way of an answer.
  const known = people.filter(({ household, persons }) => {
    return household.copyOf === undefined && household.people[0]?.birth.length === 10 && persons.length > 0
  })
  for (const [at, state] of stories.entries()) {
    const personId = known[at]?.persons[0]
    if (personId !== undefined) await makeApplication(around, office, { personId, state, key: `demo-${name}-case-${at}` })
  }
}

async function makeApplication(
  around: Dispatching,
  office: DemoOffice,
  { personId, state, key }: { readonly personId: string; readonly state: (typeof stories)[number]; readonly key: string },
): Promise<void> {
  const [prepares, decides] = [office.as('case_officer'), office.as('adjudicator')]
  const facts = [
    // Whoever is refused has nothing that ties them to the country.
    ['ties', state === 'refused' ? [] : ['work']],
    ['criminal_record', false],
  ] as const
  for (const [fact, value] of facts) {
    const input = { personId, fact, answer: { state: 'value', value }, basedOn: 1 }
    await once(around, { name: 'registry/correct-fact', input, actor: prepares, key: `${key}-${fact}` })
  }
  const opens = { name: 'procedures/open-application', input: { personId, procedureId: 'ysapy.regularisation' } }
  const opened = await once<{ applicationId: string }>(around, { ...opens, actor: prepares, key: `${key}-open` })
  const applicationId = opened?.applicationId
  if (applicationId === undefined || state === 'draft') return
  for (const [requirement, kind] of papers) {
    const input = { applicationId, requirement, kind, file: page }
    await once(around, { name: 'procedures/attach-evidence', input, actor: prepares, key: `${key}-${requirement}` })
  }
  await once(around, { name: 'procedures/submit-application', input: { applicationId }, actor: prepares, key: `${key}-submit` })
  if (state === 'submitted') return
  const outcome = state === 'refused' ? 'refused' : 'approved'
  const looks = { name: 'procedures/show-application', input: { applicationId }, actor: decides }
  const { seen } = await asked<{ seen: string }>(around, looks)
  const reasons =
    outcome === 'refused'
      ? 'No trabaja, no estudia y no tiene familia aquí, y la ley lo pide (art. 6).'
      : 'Cumple todo lo que piden los artículos 4 a 7.'
  const decision = { applicationId, outcome, reasons, basedOn: seen }
  await once(around, { name: 'procedures/decide-application', input: decision, actor: decides, key: `${key}-decide` })
  if (state !== 'revoked') return
  const held = await asked<{ papers: { paperId: string }[] }>(around, {
    name: 'papers/papers-of-person',
    input: { personId },
    actor: decides,
  })
  const input = { paperId: held.papers[0]?.paperId, reason: 'lost' }
  await once(around, { name: 'papers/revoke-paper', input, actor: decides, key: `${key}-revoke` })
}
