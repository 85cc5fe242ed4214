import { accessMigrations, openVault, type Actor } from '@convive/access'
import { foundOrganisation } from '@convive/accounts'
import { commandsMigrations, createDispatcher, type Dispatcher } from '@convive/commands'
import { testDatabase, type TestDatabase } from '@convive/database/testing'
import { idFrom, type PersonId } from '@convive/kernel'
import { aHousehold, aPerson } from '@convive/registry/testing'
import { modules } from '../modules.ts'

export type Member = Extract<Actor, { kind: 'member' }>
type Answer = Awaited<ReturnType<Dispatcher['dispatch']>>

/** A one-page paper that is really a PDF, in base64. */
export const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n').toString('base64')
export const ysapy = 'ysapy.regularisation'

export function codesOf(answer: Answer): readonly string[] {
  return answer.ok ? [] : answer.refusals.map((one) => one.code)
}

export function person(personId: string, ...represents: readonly string[]): Actor {
  return { kind: 'person', personId: personId as PersonId, represents: represents.map((one) => one as PersonId) }
}

/** An office with an officer, two adjudicators, another organisation, and a clock that the test turns. */
export async function anOffice() {
  const db: TestDatabase = await testDatabase([
    accessMigrations,
    commandsMigrations,
    ...modules.flatMap((room) => (room.migrations === undefined ? [] : [room.migrations])),
  ])
  const vault = openVault(Buffer.alloc(32, 7))
  const clock = { now: new Date('2026-11-24T15:00:00Z') }
  const dispatcher = createDispatcher(modules, {
    database: db.database,
    vault,
    clock: () => clock.now,
    timeZone: 'America/Asuncion',
  })
  let keys = 0

  async function memberOf(name: string): Promise<Member> {
    const founded = await foundOrganisation(db.database, vault, {
      founding: {
        name,
        country: 'XYS',
        timeZone: 'America/Asuncion',
        officePrefix: 'YS',
        isDemo: false,
        administrator: { name, signInName: name },
      },
      now: clock.now,
    })
    const roles = ['registrar', 'case_officer', 'adjudicator'] as const
    return { kind: 'member', memberId: founded.memberId, organisationId: founded.organisationId, name, roles }
  }
  const officer = await memberOf('one')
  const colleague = (seed: number): Member => ({
    ...officer,
    memberId: idFrom<'member'>(1, new Uint8Array(10).fill(seed)),
    roles: ['adjudicator'],
  })

  const send = (name: string, input: unknown, actor: Actor, key = `office-${(keys += 1)}`): Promise<Answer> =>
    dispatcher.dispatch(name, input, { actor, key })
  const ask = (name: string, input: unknown, actor: Actor): Promise<Answer> => dispatcher.query(name, input, { actor })

  async function fix(personId: string, fact: string, value: unknown): Promise<void> {
    valueOf(await send('registry/correct-fact', { personId, fact, answer: { state: 'value', value }, basedOn: 9 }, officer))
  }

  async function open(personId: string, actor: Actor = officer): Promise<string> {
    const opened = await send('procedures/open-application', { personId, procedureId: ysapy }, actor)
    return valueOf<{ applicationId: string }>(opened).applicationId
  }

  /** Every paper that an adult needs, or a child. */
  async function attachAll(applicationId: string, personId: string, isChild = false): Promise<void> {
    for (const [requirement, kind] of [
      ['identity', 'passport_expired'],
      ['entry', 'sworn_declaration'],
      ...(isChild ? [] : [['record', 'sworn_declaration']]),
    ])
      valueOf(
        await send(
          'procedures/attach-evidence',
          { applicationId, personId, requirement, kind, file: pdf, says: 'application/pdf' },
          officer,
        ),
      )
  }

  /** A woman who fulfils every condition, her child, and an application handed in for her. */
  async function handedIn(): Promise<{ personId: string; child: string; applicationId: string }> {
    const { persons } = valueOf<{ persons: string[] }>(
      await send(
        'registry/register-household',
        aHousehold(
          aPerson().bornOn('1990-05-03'),
          aPerson().bornOn('2016-02-29').with({ relation: 'child', consentBy: 'guardian' }),
        ),
        officer,
      ),
    )
    const [personId = '', child = ''] = persons
    await fix(personId, 'ties', ['work'])
    await fix(personId, 'criminal_record', false)
    const applicationId = await open(personId)
    await attachAll(applicationId, personId)
    valueOf(await send('procedures/submit-application', { applicationId }, officer))
    return { personId, child, applicationId }
  }

  /** What a decider has before their eyes, as `show-application` names it. */
  async function seen(applicationId: string, actor: Actor = colleague(9)): Promise<string> {
    return valueOf<{ seen: string }>(await ask('procedures/show-application', { applicationId }, actor)).seen
  }

  /** What goes with a refusal of people who by the rules fulfil everything: confirmed, and resting on their first condition. */
  async function againstRules(applicationId: string, actor: Actor = colleague(9)): Promise<object> {
    type Shown = { people: { personId: string; answer: { kind: string }; bases: { id: string }[] }[] }
    const { people } = valueOf<Shown>(await ask('procedures/show-application', { applicationId }, actor))
    return Object.fromEntries(
      people
        .filter(({ answer }) => answer.kind === 'yes')
        .map(({ personId, bases }) => [personId, { confirmed: true, restsOn: bases[0]?.id }]),
    )
  }

  const stranger = await memberOf('two')
  return {
    db,
    vault,
    dispatcher,
    clock,
    officer,
    colleague,
    stranger,
    send,
    ask,
    fix,
    open,
    attachAll,
    handedIn,
    seen,
    againstRules,
  }
}

export type Office = Awaited<ReturnType<typeof anOffice>>

export function valueOf<T>(answer: Answer): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return answer.value as T
}
