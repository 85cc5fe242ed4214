import { aName, open, send, type Filled, type Seen, type Sent } from './browse.ts'
import { askedFor, codeAt, keptInterview, samples } from './samples.ts'
import { fileOf, imported, sent } from './imports.ts'
import { approved, complete, handedIn, herself, opened, pdf, registered, slip } from './story.ts'
import { memberSecrets, type World } from './world.ts'

/** The cookies of our officer and of the colleague who decides. */
export type Desk = { readonly officer: string; readonly decider: string }
/** One command, done at its form as somebody at a screen does it. */
export type AtForm = (world: World, desk: Desk) => Promise<Sent>

type Where = { readonly path: string; readonly cookie?: string } & Filled

function at(where: (world: World, desk: Desk) => Promise<Where>): AtForm {
  return async (world, desk) => {
    const { path, cookie, ...filled } = await where(world, desk)
    return send(world, await open(world, path, cookie), filled)
  }
}

/** By our officer. */
function officer(where: (world: World) => Promise<Where> | Where): AtForm {
  return at(async (world, desk) => ({ cookie: desk.officer, ...(await where(world)) }))
}

async function inputOf(world: World, name: string): Promise<Record<string, string>> {
  return { ...(await samples[name]?.(world))?.input } as Record<string, string>
}

/** The page of one person, found as the officer finds it. */
async function personPage(world: World, personId: string): Promise<string> {
  const { person } = await world.read<{ person: { householdId: string } }>('registry/show-person', { personId })
  return `/es/desk/households/${person.householdId}/persons/${personId}`
}

const newcomer = async (world: World): Promise<string> => (await samples['accounts/change-password']?.(world))?.call.cookie ?? ''
const inApplication = (
  button: string,
  make: (world: World) => Promise<{ readonly applicationId: string }>,
  fields = {},
): AtForm =>
  officer(async (world) => ({
    path: `/es/desk/applications/${(await make(world)).applicationId}`,
    with: `value="${button}"`,
    fields: { do: button, ...fields },
  }))

function toPaper(button: string, fields = {}): AtForm {
  return at(async (world, desk) => ({
    path: `/es/papers/${(await approved(world)).paperId}/show`,
    cookie: desk.decider,
    with: `value="${button}"`,
    fields: { do: button, ...fields },
  }))
}

/** The page where a record is erased, as the colleague of the one who asked. */
function toErase(
  name: string,
  words: string,
  fields: (input: Record<string, string>) => Readonly<Record<string, string>>,
): AtForm {
  return at(async (world, desk) => {
    const input = await inputOf(world, name)
    return {
      path: `/es/desk/persons/${input['personId']}/erase`,
      cookie: desk.decider,
      with: words,
      fields: fields(input),
    }
  })
}

function onPerson(
  name: string,
  words: string | ((input: Record<string, string>) => string),
  fields: (input: Record<string, string>) => Readonly<Record<string, string>>,
): AtForm {
  return officer(async (world) => {
    const input = await inputOf(world, name)
    return {
      path: await personPage(world, input['personId'] ?? ''),
      with: typeof words === 'string' ? words : words(input),
      fields: fields(input),
    }
  })
}

const nine = {
  'm0.given': 'Rosa',
  'm0.sex': 'F',
  'm0.birth': '1990',
  'm0.origin': 'VEN',
  'm0.needs': 'no',
  'm0.consent': 'refused',
}

/** One for every command that has a form: the test compares the names with the definitions. */
export const forms: Readonly<Record<string, AtForm>> = {
  async 'accounts/accept-invitation'(world) {
    const { code = '' } = await inputOf(world, 'accounts/show-invitation')
    const second = await send(world, await open(world, '/es/join'), { with: 'name="code"', fields: { code } })
    const key = /class="code">([A-Z2-7 ]+)</.exec(second.html)?.[1]?.replaceAll(' ', '') ?? ''
    const fields = { password: memberSecrets.password, oneTimeCode: codeAt(key, world.clock.now) }
    return send(world, second, { with: 'name="sealed"', fields })
  },
  'accounts/change-member': officer(async (world) => ({
    path: '/es/desk/organisation',
    with: (await inputOf(world, 'accounts/change-member'))['memberId'] ?? '',
    fields: { do: 'disable' },
  })),
  'accounts/change-password': at(async (world) => ({
    path: '/es/desk/account',
    cookie: await newcomer(world),
    with: 'name="current"',
    fields: { current: memberSecrets.password, password: 'otro río que sube despacio' },
  })),
  'registry/share-person': officer(async (world) => {
    const { personId, organisationId = '', until = '' } = await inputOf(world, 'registry/share-person')
    const [year = '', month = '', day = ''] = until.split('-')
    const words = { do: 'share', organisationId, purpose: 'share_offices', parts: ['contact', 'photo'], reason: 'Se muda allá.' }
    return {
      path: `/es/desk/persons/${personId}/share`,
      with: 'value="share"',
      fields: { ...words, 'until.day': day, 'until.month': month, 'until.year': year },
    }
  }),
  'registry/end-share': officer(async (world) => {
    const { personId, shareId = '' } = await inputOf(world, 'registry/end-share')
    return { path: `/es/desk/persons/${personId}/share`, with: shareId, fields: { do: 'stop' } }
  }),
  'accounts/invite-member': officer(() => ({
    path: '/es/desk/organisation',
    with: 'name="signInName"',
    fields: { name: 'Nueva Muestra', signInName: aName(), roles: ['registrar', 'planner'] },
  })),
  'accounts/issue-token': officer(() => ({
    path: '/es/desk/tokens',
    with: 'name="scope"',
    fields: { label: 'informe', scope: 'registry/*\r\nstatistics/safe-table', days: '7' },
  })),
  'accounts/renew-invitation': officer(async (world) => ({
    path: '/es/desk/organisation',
    with: (await inputOf(world, 'accounts/renew-invitation'))['memberId'] ?? '',
    fields: { do: 'renew' },
  })),
  'accounts/revoke-token': officer(async (world) => ({
    path: '/es/desk/tokens',
    with: (await inputOf(world, 'accounts/revoke-token'))['tokenId'] ?? '',
    fields: { do: 'revoke' },
  })),
  'accounts/sign-in': at(async (world) => ({
    path: '/es/sign-in',
    with: 'name="signInName"',
    fields: await inputOf(world, 'accounts/sign-in'),
  })),
  'accounts/sign-out': at(async (world) => ({ path: '/es/sign-out', cookie: await newcomer(world), with: '<button' })),
  'exchange/begin-import': officer(() => ({
    path: '/es/desk/imports',
    with: 'name="file"',
    fields: { dates: 'day-first' },
    file: { name: 'file', type: 'text/csv', base64: fileOf().toString('base64') },
  })),
  'exchange/export-form': officer(async (world) => {
    const { householdId, persons } = await registered(world)
    return {
      path: `/es/desk/households/${householdId}/form`,
      with: 'name="agreed"',
      fields: { version: '4.1', agreed: persons },
    }
  }),
  'exchange/cancel-import': officer(async (world) => ({
    path: `/es/desk/imports/${(await sent(world)).importId}`,
    with: 'value="cancel"',
    fields: { do: 'cancel' },
  })),
  'exchange/run-import': officer(async (world) => ({
    path: `/es/desk/imports/${(await imported(world, fileOf(), { dryRun: true })).importId}`,
    with: 'value="run"',
    fields: { do: 'run' },
  })),
  'statistics/ask-simulation': officer(async (world) => {
    await samples['statistics/ask-simulation']?.(world)
    return {
      path: '/es/desk/what-if?procedure=ysapy.regularisation',
      with: 'name="minutes"',
      fields: { opens: '2026-01-01', closes: '', household: '3', minutes: '30' },
    }
  }),
  'statistics/cancel-simulation': officer(async (world) => ({
    path: `/es/desk/what-if/${(await inputOf(world, 'statistics/cancel-simulation'))['simulationId']}`,
    with: 'Cancelar',
    fields: {},
  })),
  'papers/reissue-paper': toPaper('reissue'),
  'papers/revoke-paper': toPaper('revoke', { reason: 'lost' }),
  'procedures/ask-for-papers': inApplication('ask-papers', handedIn, {
    requirements: 'identity',
    words: 'La foto del pasaporte no se puede leer.',
    'until.day': '11',
    'until.month': '12',
    'until.year': '2026',
  }),
  'procedures/attach-evidence': officer(async (world) => ({
    path: `/es/desk/applications/${(await opened(world)).applicationId}`,
    with: 'value="attach"',
    fields: { do: 'attach', kind: 'identity/passport_expired' },
    file: { name: 'file', type: 'application/pdf', base64: pdf },
  })),
  'procedures/change-applicants': officer(async (world) => {
    const { applicationId, childId } = await opened(world)
    return {
      path: `/es/desk/applications/${applicationId}`,
      with: 'value="add-person"',
      fields: { do: 'add-person', personId: childId },
    }
  }),
  'procedures/decide-application': at(async (world, desk) => {
    const { applicationId, personId } = await handedIn(world)
    return {
      path: `/es/desk/applications/${applicationId}`,
      cookie: desk.decider,
      with: 'value="decide"',
      fields: {
        do: 'decide',
        outcome: 'refused',
        reasons: 'Así lo dice el artículo que se cita.',
        [`againstRules.${personId}.confirmed`]: 'yes',
        [`againstRules.${personId}.restsOn`]: 'condition/min_stay',
      },
    }
  }),
  'procedures/end-request': officer(async (world) => {
    const { applicationId } = await handedIn(world)
    const { requestId } = await world.prepare<{ requestId: string }>('procedures/ask-for-papers', askedFor(applicationId))
    return { path: `/es/desk/applications/${applicationId}`, with: requestId, fields: { do: 'end-request' } }
  }),
  'procedures/forget-saved-interview': async (world) => {
    const { code } = await world.prepare<{ code: string }>('procedures/save-interview', keptInterview, { kind: 'public' })
    const found = await send(world, await open(world, '/es/interview/saved'), { with: 'name="code"', fields: { code } })
    return send(world, found, { with: 'value="forget"', fields: { do: 'forget' } })
  },
  'procedures/save-interview': async (world) => {
    const first = await send(world, await open(world, '/es/interview'), { with: 'name="question"', fields: { answer: 'XYS' } })
    const results = await send(world, first, { with: 'name="question"', fields: { do: 'results' } })
    return send(world, results, { with: 'value="save"', fields: { do: 'save' } })
  },
  'procedures/open-application': officer(async (world) => {
    const personId = (await registered(world)).persons[0]
    return {
      path: await personPage(world, personId),
      with: 'value="ysapy.regularisation"',
      fields: { personId, procedureId: 'ysapy.regularisation' },
    }
  }),
  'procedures/record-answer': officer(async (world) => {
    const personId = (await registered(world)).persons[0]
    const { applicationId } = await world.prepare<{ applicationId: string }>('procedures/open-application', {
      personId,
      procedureId: 'ysapy.regularisation',
    })
    return { path: `/es/desk/applications/${applicationId}`, with: 'value="answer"', fields: { do: 'answer', state: 'unknown' } }
  }),
  'procedures/remove-evidence': officer(async (world) => {
    const { applicationId, evidenceId } = await complete(world)
    return { path: `/es/desk/applications/${applicationId}`, with: evidenceId, fields: { do: 'remove', evidenceId } }
  }),
  'procedures/submit-application': inApplication('submit', complete),
  'procedures/withdraw-application': inApplication('withdraw', opened),
  'registry/add-member': officer(async (world) => ({
    path: `/es/desk/households/${(await registered(world)).householdId}/add`,
    with: 'name="m1.given"',
    fields: {
      'm1.given': 'Nueva',
      'm1.sex': 'F',
      'm1.birth': '2019',
      'm1.relation': 'child',
      'm1.needs': 'no',
      'm1.consent': 'refused',
      place: 'Centro',
    },
  })),
  'registry/add-photo': officer(async (world) => {
    const { personId = '', photo = '' } = await inputOf(world, 'registry/add-photo')
    return {
      path: await personPage(world, personId),
      with: 'value="photo"',
      fields: { do: 'photo' },
      file: { name: 'photo', type: 'image/png', base64: photo },
    }
  }),
  'registry/ask-erasure': toErase('registry/ask-erasure', 'name="ground"', ({ ground = '' }) => ({ ground })),
  'registry/ask-correction': at(async (world) => ({
    path: '/es/my/correct?fact=phone',
    cookie: (await herself(world)).cookie,
    with: 'name="text"',
    fields: { text: 'Ese teléfono ya no es mío.' },
  })),
  'registry/begin-duplicate-run': officer(async (world) => {
    await inputOf(world, 'registry/begin-duplicate-run')
    return { path: '/es/desk/duplicate-report', with: 'value="begin"', fields: { do: 'begin' } }
  }),
  'registry/change-consent': onPerson('registry/change-consent', 'value="contact"', ({ answer = '' }) => ({ answer })),
  'registry/change-guardian': onPerson(
    'registry/change-guardian',
    ({ guardianId = '' }) => `name="guardianId" value="${guardianId}"`,
    () => ({}),
  ),
  'registry/correct-fact': officer(async (world) => ({
    path: `/es/desk/persons/${(await registered(world)).persons[0]}/correct?fact=criminal_record`,
    with: 'name="fact" value="criminal_record"',
    fields: { value: 'no', assurance: 'claimed' },
  })),
  'registry/decide-duplicate': onPerson('registry/decide-duplicate', 'value="decide"', ({ otherId = '' }) => ({
    do: 'decide',
    otherId,
    decision: 'same',
    reason: 'La misma persona.',
  })),
  'registry/decide-family': officer(async (world) => {
    const { householdId = '', otherId = '' } = await inputOf(world, 'registry/compare-families')
    return {
      path: `/es/desk/duplicates/families/${householdId}/${otherId}`,
      with: 'value="decide-family"',
      fields: { do: 'decide-family', all: 'same', reason: 'La misma familia, dos visitas.' },
    }
  }),
  'registry/decline-correction': officer(async (world) => {
    const { personId = '' } = await inputOf(world, 'registry/decline-correction')
    return {
      path: `/es/desk/persons/${personId}/correct?fact=phone`,
      with: 'value="decline"',
      fields: { do: 'decline', reason: 'El número contesta todavía.' },
    }
  }),
  'registry/end-membership': onPerson('registry/end-membership', 'value="leave"', ({ reason = '' }) => ({ do: 'leave', reason })),
  'registry/erase-person': toErase('registry/erase-person', 'value="erase"', ({ number = '' }) => ({ do: 'erase', number })),
  'registry/enter': at(async (world) => ({
    path: '/es/my/sign-in',
    with: 'name="pin"',
    fields: { code: (await herself(world)).code, pin: '481592' },
  })),
  'registry/object-to-answer': at(async (world) => {
    const { call, input } = (await samples['registry/object-to-answer']?.(world)) ?? { call: {}, input: {} }
    const cookie = call.cookie === undefined ? {} : { cookie: call.cookie }
    return { path: '/es/my', ...cookie, with: String(input['correctionId']), fields: { text: 'Contesta otra persona.' } }
  }),
  'registry/open-emergency': officer(async (world) => ({
    path: '/es/desk/emergency',
    with: 'name="number"',
    fields: { ...(await inputOf(world, 'registry/open-emergency')), do: 'open' },
  })),
  'registry/review-emergency': officer(async (world) => {
    const { emergencyId = '' } = await inputOf(world, 'registry/review-emergency')
    return {
      path: '/es/desk/emergency',
      with: emergencyId,
      fields: { do: 'review', verdict: 'justified', words: 'Había peligro.' },
    }
  }),
  async 'registry/record-needs'(world, desk) {
    const path = `/es/desk/persons/${(await registered(world)).persons[0]}/private`
    const closed: Seen = await open(world, path, desk.officer)
    const shown = await send(world, closed, { with: 'name="reason"', fields: { reason: 'seguimiento' } })
    return send(world, shown, { with: 'value="save"', fields: { do: 'save', codes: ['SP'], gender: '' } })
  },
  async 'registry/seal-record'(world, desk) {
    const path = `/es/desk/persons/${(await registered(world)).persons[0]}/private`
    const closed: Seen = await open(world, path, desk.officer)
    const shown = await send(world, closed, { with: 'name="reason"', fields: { reason: 'corre peligro' } })
    return send(world, shown, { with: 'value="seal"', fields: { do: 'seal' } })
  },
  async 'registry/register-household'(world, desk) {
    const fields = { ...nine, place: 'Centro', count: '1' }
    const form = await open(world, '/es/desk/register', desk.officer)
    const check = await send(world, form, { with: 'name="m0.given"', fields })
    return send(world, check, { with: 'value="register"', fields: { do: 'register' } })
  },
  'registry/renew-access-code': onPerson('registry/renew-access-code', 'value="renew"', () => ({ do: 'renew' })),
  'registry/set-pin': at(async (world) => {
    const { number, code } = await slip(world)
    return { path: '/es/my/sign-in', with: 'name="first"', fields: { number, code, pin: '481592' } }
  }),
  'registry/undo-link': onPerson('registry/undo-link', 'value="undo"', ({ otherId = '' }) => ({ do: 'undo', otherId })),
  'registry/withdraw-erasure': toErase('registry/withdraw-erasure', 'value="withdraw"', () => ({ do: 'withdraw' })),
}
