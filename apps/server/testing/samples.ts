import type { Actor } from '@convive/access'
import type { PersonId } from '@convive/kernel'
import { aHousehold, aPerson } from '@convive/registry/testing'
import { generateSync } from 'otplib'
import { randomUUID } from 'node:crypto'
import { deflateSync, crc32 } from 'node:zlib'
import { duplicateSamples } from './duplicate-samples.ts'
import { fileOf, imported, sent } from './imports.ts'
import { aSimulation, simulated, waiting } from './released.ts'
import { anybody, decider, officer, type Sample } from './sample.ts'
import { approved, complete, decision, handedIn, herself, opened, pdf, registered, slip } from './story.ts'
import { memberSecrets, type Office, type World } from './world.ts'

const newMember = () => ({ name: 'Nueva Muestra', signInName: `nueva-${randomUUID()}@ysapy.example`, roles: ['registrar'] })
const invite = (world: World) => world.prepare<{ memberId: string }>('accounts/invite-member', newMember())

async function invitation(world: World): Promise<{ code: string; totpSecret: string }> {
  const { memberId } = await invite(world)
  const { code } = await world.read<{ code: string }>('accounts/show-invitation-code', { memberId })
  const { totpSecret } = await world.read<{ totpSecret: string }>('accounts/show-invitation', { code }, { kind: 'public' })
  return { code, totpSecret }
}

export function codeAt(totpSecret: string, now: Date): string {
  return generateSync({ secret: totpSecret, epoch: Math.floor(now.getTime() / 1000) })
}

async function accepted(world: World): Promise<Record<string, string>> {
  const { code, totpSecret } = await invitation(world)
  return { code, totpSecret, password: memberSecrets.password, oneTimeCode: codeAt(totpSecret, world.clock.now) }
}

/** A new member who has joined, with what it takes to sign in. */
async function joined(world: World): Promise<{ signInName: string; password: string; code: string }> {
  const { code, ...secrets } = await accepted(world)
  const shown = await world.read<{ signInName: string }>('accounts/show-invitation', { code }, { kind: 'public' })
  await world.prepare('accounts/accept-invitation', { code, ...secrets }, { kind: 'public' })
  return { signInName: shown.signInName, password: memberSecrets.password, code: secrets['oneTimeCode'] ?? '' }
}

/** A household of which everybody agreed to be handed over. */
async function handedOver(world: World) {
  const { householdId, persons } = await registered(world)
  return { householdId, version: '4.1', agreed: persons }
}

/** Somebody who has signed in and said that their phone number is wrong. */
async function asked(world: World, declined = false) {
  const { personId, cookie } = await herself(world)
  const actor: Actor = { kind: 'person', personId: personId as PersonId, represents: [] }
  const wrong = { personId, fact: 'phone', text: 'Ese teléfono ya no es mío.' }
  const { correctionId } = await world.prepare<{ correctionId: string }>('registry/ask-correction', wrong, actor)
  if (declined)
    await world.prepare('registry/decline-correction', { personId, correctionId, reason: 'El número contesta todavía.' })
  return { cookie, input: { personId, correctionId } }
}

/** The number of somebody whom only the other office serves. */
async function theirNumber(world: World): Promise<string> {
  const { actor } = world.theirs.officer
  const { persons } = await world.prepare<{ persons: string[] }>('registry/register-household', aHousehold(), actor)
  const { person } = await world.read<{ person: { number: string } }>('registry/show-person', { personId: persons[0] }, actor)
  return person.number
}

async function emergency(world: World, by: Actor) {
  const asked = { number: await theirNumber(world), reason: 'Está en el hospital y no despierta.' }
  return world.prepare<{ personId: string; emergencyId: string }>('registry/open-emergency', asked, by)
}

/** Somebody of `office` who said yes, to be shared with the other; until a day that the database has not reached. */
async function toShare(world: World, from: Office, to: Office) {
  const consenting = aPerson().with({
    consents: { contact: 'given', share_services: 'given', share_offices: 'given', photo: 'given' },
  })
  const asked = aHousehold(consenting.named('Compartida', 'Muestra'))
  const { persons } = await world.prepare<{ persons: string[] }>('registry/register-household', asked, from.officer.actor)
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  const share = { organisationId: to.officer.actor.organisationId, purpose: 'share_offices', parts: ['contact'], until }
  return { ...share, personId: persons[0] ?? '', reason: 'Sigue su caso en la otra oficina.' }
}

async function shared(world: World, from: Office, to: Office): Promise<{ personId: string; shareId: string }> {
  return world.prepare('registry/share-person', await toShare(world, from, to), from.officer.actor)
}

/** The clock of these tests stands on 24 November 2026. */
export function askedFor(applicationId: string) {
  const words = 'La foto del pasaporte no se puede leer.'
  return { applicationId, requirements: ['identity'], words, writtenIn: 'es', until: '2026-12-11' }
}

/** A grey PNG of 400 × 500 pixels, made here so that no picture of anybody is kept. */
function picture(): string {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(400, 0)
  header.writeUInt32BE(500, 4)
  header.set([8, 0], 8)
  const rows = Buffer.alloc(500 * 401, 128)
  for (let row = 0; row < 500; row += 1) rows[row * 401] = 0
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  const parts = [signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat(parts).toString('base64')
}

/** One for every command and query there is: the tests compare the names with the definitions. */
export const keptInterview = {
  people: [{ name: '', answers: { country_of_stay: { state: 'value', value: 'XYS' } } }],
  order: [{ fact: 'country_of_stay', people: [0] }],
  also: [],
}

async function savedCode(world: World): Promise<string> {
  return (await world.prepare<{ code: string }>('procedures/save-interview', keptInterview, { kind: 'public' })).code
}

export const samples: Readonly<Record<string, Sample>> = {
  ...duplicateSamples,
  'accounts/accept-invitation': anybody(accepted),
  'accounts/change-member': officer(async (world) => ({ ...(await invite(world)), roles: ['planner'] })),
  'accounts/change-password': async (world) => {
    const { signInName, password, code } = await joined(world)
    const { session } = await world.prepare<{ session: string }>(
      'accounts/sign-in',
      { signInName, password, code },
      { kind: 'public' },
    )
    return {
      call: { cookie: `session=${session}` },
      input: { current: password, password: 'otro río que sube despacio' },
    }
  },
  'accounts/demo-members': anybody(() => ({})),
  'accounts/invite-member': officer(newMember),
  'accounts/issue-token': officer(() => ({ label: 'informe', scope: ['statistics/safe-table'], days: 30 })),
  'accounts/my-tokens': officer(() => ({})),
  'accounts/renew-invitation': officer(invite),
  'accounts/revoke-token': officer(async (world) => {
    const issue = { label: 'x', scope: ['registry/code-lists'], days: 1 }
    return { tokenId: (await world.prepare<{ tokenId: string }>('accounts/issue-token', issue)).tokenId }
  }),
  'accounts/show-invitation': anybody(async (world) => ({ code: (await invitation(world)).code })),
  'accounts/show-invitation-code': officer(invite),
  'accounts/show-organisation': officer(() => ({})),
  'accounts/sign-in': anybody(joined),
  'accounts/sign-out': anybody(() => ({ session: 'one-that-has-ended' })),
  'exchange/begin-import': officer(() => ({ name: `${randomUUID()}.csv`, size: 1000 })),
  'exchange/cancel-import': officer(sent),
  'exchange/export-form': officer(handedOver),
  'exchange/exported-form': officer(async (world) => ({
    exportId: (await world.prepare<{ exportId: string }>('exchange/export-form', await handedOver(world))).exportId,
  })),
  'exchange/import-report': officer(async (world) => ({ importId: (await imported(world)).importId })),
  'exchange/import-template': officer(() => ({ format: 'xlsx', locale: 'ht' })),
  'exchange/list-imports': officer(() => ({})),
  'exchange/run-import': officer(async (world) => ({ ...(await sent(world)), dryRun: true })),
  'exchange/send-piece': officer(async (world) => {
    const file = fileOf()
    const { importId } = await world.prepare<{ importId: string }>('exchange/begin-import', { name: 'a.csv', size: file.length })
    return { importId, number: 0, data: file.toString('base64') }
  }),
  'exchange/show-import': officer(async (world) => ({ importId: (await imported(world)).importId })),
  'papers/check-paper': anybody(async (world) => {
    const { paperId } = await approved(world)
    return { text: (await world.read<{ qr: string }>('papers/show-paper', { paperId })).qr }
  }),
  'papers/papers-of-person': officer(async (world) => ({ personId: (await approved(world)).personId })),
  'papers/print-paper': officer(async (world) => ({ paperId: (await approved(world)).paperId, locale: 'es' })),
  'papers/published-keys': anybody(() => ({})),
  'papers/reissue-paper': decider(async (world) => ({ paperId: (await approved(world)).paperId })),
  'papers/retire-key': officer(async (world) => {
    // A second later, so that a key made now stands last in the published list.
    world.clock.now = new Date(world.clock.now.getTime() + 1000)
    await approved(world)
    const { keys } = await world.read<{ keys: readonly { kid: string }[] }>('papers/published-keys', {}, { kind: 'public' })
    return { keyId: keys.at(-1)?.kid, stolen: false }
  }),
  'papers/revoke-paper': decider(async (world) => ({ paperId: (await approved(world)).paperId, reason: 'lost' })),
  'papers/show-paper': officer(async (world) => ({ paperId: (await approved(world)).paperId })),
  'papers/status-list': anybody(() => ({})),
  'procedures/ask-for-papers': officer(async (world) => askedFor((await handedIn(world)).applicationId)),
  'procedures/attach-evidence': officer(async (world) => ({
    applicationId: (await opened(world)).applicationId,
    requirement: 'identity',
    kind: 'passport_expired',
    file: pdf,
  })),
  'procedures/change-applicants': officer(async (world) => {
    const { applicationId, childId } = await opened(world)
    return { applicationId, personId: childId, change: 'add' }
  }),
  'procedures/changed-law': officer(() => ({})),
  'procedures/collection-form': officer(() => ({ procedures: ['ysapy.regularisation'], facts: ['phone'] })),
  'procedures/count-deadlines': officer(() => ({})),
  'procedures/decide-application': decider(async (world) => decision(world, (await handedIn(world)).applicationId, 'refused')),
  'procedures/decision-notice': officer(async (world) => {
    const { applicationId } = await handedIn(world)
    await world.prepare(
      'procedures/decide-application',
      await decision(world, applicationId, 'refused'),
      world.ours.decider.actor,
    )
    return { applicationId, locale: 'ht' }
  }),
  'procedures/forget-saved-interview': anybody(async (world) => ({ code: await savedCode(world) })),
  'procedures/end-request': officer(async (world) => {
    const asked = askedFor((await handedIn(world)).applicationId)
    return { requestId: (await world.prepare<{ requestId: string }>('procedures/ask-for-papers', asked)).requestId }
  }),
  'procedures/interview': anybody(() => ({ people: [{ answers: {} }, { answers: {} }] })),
  'procedures/known-answers': async (world) => {
    const { personId, cookie } = await herself(world)
    return { call: { cookie }, input: { personId } }
  },
  'procedures/list-applications': officer(() => ({})),
  'procedures/list-rights': anybody(() => ({ text: 'residencia' })),
  'procedures/open-application': officer(async (world) => ({
    personId: (await registered(world)).persons[0],
    procedureId: 'ysapy.regularisation',
  })),
  'procedures/record-answer': officer(async (world) => ({
    personId: (await registered(world)).persons[0],
    fact: 'criminal_record',
    answer: { state: 'value', value: false },
  })),
  'procedures/remove-evidence': officer(async (world) => ({ evidenceId: (await complete(world)).evidenceId })),
  'procedures/rights-of-person': officer(async (world) => ({ personId: (await registered(world)).persons[0] })),
  'procedures/save-interview': anybody(() => keptInterview),
  'procedures/saved-interview': anybody(async (world) => ({ code: await savedCode(world) })),
  'procedures/show-application': officer(async (world) => ({ applicationId: (await opened(world)).applicationId })),
  'procedures/show-contacts': anybody(() => ({})),
  'procedures/show-evidence': officer(async (world) => ({ evidenceId: (await complete(world)).evidenceId })),
  'procedures/show-file': officer(() => ({ procedureId: 'ysapy.regularisation' })),
  'procedures/show-right': anybody(() => ({ procedureId: 'ysapy.regularisation' })),
  'procedures/submit-application': officer(async (world) => ({ applicationId: (await complete(world)).applicationId })),
  'procedures/take-right': anybody(() => ({ procedureId: 'ysapy.regularisation' })),
  'procedures/try-change': officer(async (world) => {
    const { id, text } = await world.read<{ id: string; text: string }>('procedures/show-file', {
      procedureId: 'ysapy.regularisation',
    })
    return { procedureId: id, text }
  }),
  'procedures/what-runs-out': officer(() => ({})),
  'procedures/withdraw-application': officer(async (world) => ({ applicationId: (await opened(world)).applicationId })),
  'registry/add-member': officer(async (world) => ({
    householdId: (await registered(world)).householdId,
    place: 'Puerto Ysapy',
    member: aPerson().bornOn('2019').with({ relation: 'child', consentBy: 'guardian' }).build(),
  })),
  'registry/add-photo': officer(async (world) => ({ personId: (await registered(world)).persons[0], photo: picture() })),
  'registry/ask-erasure': officer(async (world) => ({ personId: (await registered(world)).persons[0], ground: 'asked' })),
  'registry/ask-correction': async (world) => {
    const { personId, cookie } = await herself(world)
    return { call: { cookie }, input: { personId, fact: 'phone', text: 'Ese teléfono ya no es mío.' } }
  },
  'registry/change-consent': officer(async (world) => ({
    personId: (await registered(world)).persons[0],
    purpose: 'contact',
    answer: 'refused',
  })),
  'registry/change-guardian': officer(async (world) => {
    const [guardianId, personId] = (await registered(world)).persons
    return { personId, guardianId, represents: true }
  }),
  'registry/code-lists': anybody(() => ({})),
  'registry/correct-fact': officer(async (world) => ({
    personId: (await registered(world)).persons[0],
    fact: 'criminal_record',
    answer: { state: 'value', value: false },
    basedOn: 1,
  })),
  'registry/decline-correction': officer(async (world) => ({
    ...(await asked(world)).input,
    reason: 'El número contesta todavía.',
  })),
  'registry/end-membership': officer(async (world) => ({ personId: (await registered(world)).persons[1], reason: 'moved' })),
  'registry/end-share': officer((world) => shared(world, world.ours, world.theirs)),
  'registry/enter': anybody(async (world) => ({ code: (await herself(world)).code, pin: '481592' })),
  'registry/erase-person': decider(async (world) => {
    const { personId, number } = await slip(world)
    await world.prepare('registry/ask-erasure', { personId, ground: 'asked' })
    return { personId, number }
  }),
  'registry/find-persons': officer(async (world) => {
    await registered(world)
    return { text: 'Ejemplina Muestra' }
  }),
  'registry/find-shared': officer(async (world) => {
    await shared(world, world.theirs, world.ours)
    return { text: 'Compartida' }
  }),
  'registry/list-corrections': officer(() => ({})),
  'registry/list-emergencies': officer(() => ({})),
  'registry/list-households': officer(() => ({})),
  'registry/unusual-reading': officer(() => ({})),
  'registry/list-erasures': officer(() => ({})),
  'registry/what-waits': officer(() => ({})),
  'registry/my-copy': async (world) => ({ call: { cookie: (await herself(world)).cookie }, input: {} }),
  'registry/my-data': async (world) => {
    const { personId, cookie } = await herself(world)
    return { call: { cookie }, input: { personId } }
  },
  'registry/object-to-answer': async (world) => {
    const { cookie, input } = await asked(world, true)
    return { call: { cookie }, input: { ...input, text: 'Contesta otra persona.' } }
  },
  'registry/open-emergency': officer(async (world) => ({
    number: await theirNumber(world),
    reason: 'Está en el hospital y no despierta.',
  })),
  'registry/record-needs': officer(async (world) => ({
    personId: (await registered(world)).persons[0],
    codes: ['SP'],
    basedOn: 1,
  })),
  'registry/register-household': officer(() => aHousehold()),
  'registry/renew-access-code': officer(async (world) => ({ personId: (await registered(world)).persons[0] })),
  'registry/review-emergency': officer(async (world) => ({
    ...(await emergency(world, { ...world.ours.decider.actor, roles: ['registrar'] })),
    verdict: 'justified',
    reason: 'Había peligro.',
  })),
  'registry/set-pin': anybody(async (world) => {
    const { number, code } = await slip(world)
    return { number, code, pin: '481592' }
  }),
  'registry/share-person': officer((world) => toShare(world, world.ours, world.theirs)),
  'registry/show-shared': officer(async (world) => ({ personId: (await shared(world, world.theirs, world.ours)).personId })),
  'registry/show-shares': officer(async (world) => ({ personId: (await shared(world, world.ours, world.theirs)).personId })),
  'registry/show-erasure': officer(async (world) => ({ personId: (await registered(world)).persons[0] })),
  'registry/show-emergency': officer(async (world) => ({
    personId: (await emergency(world, world.ours.officer.actor)).personId,
  })),
  'registry/show-household': officer(async (world) => ({ householdId: (await registered(world)).householdId })),
  'registry/show-person': officer(async (world) => ({ personId: (await registered(world)).persons[0] })),
  'registry/show-restricted': async (world) => ({
    call: { token: world.ours.officer.token, headers: { 'convive-reason': encodeURIComponent('pidió protección') } },
    input: { personId: (await registered(world)).persons[0] },
  }),
  'registry/show-slips': officer(async (world) => ({ householdId: (await registered(world)).householdId })),
  'registry/withdraw-erasure': officer(async (world) => {
    const [personId] = (await registered(world)).persons
    await world.prepare('registry/ask-erasure', { personId, ground: 'mistake' })
    return { personId }
  }),
  'statistics/ask-simulation': officer((world) => aSimulation(world)),
  'statistics/cancel-simulation': officer(async (world) => waiting(world)),
  'statistics/list-simulations': officer(() => ({})),
  'statistics/safe-table': officer(() => ({ by: ['sex'] })),
  'statistics/show-simulation': officer(async (world) => simulated(world)),
  'statistics/what-if-form': officer(() => ({ procedureId: 'ysapy.regularisation' })),
}
