import {
  Actions,
  ask,
  Card,
  Choices,
  Crumbs,
  ErrorSummary,
  field,
  Form,
  scope,
  SelectField,
  submit,
  Tag,
  TextField,
  Unbroken,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type {
  addPhoto,
  changeConsent,
  changeGuardian,
  codeLists,
  decideDuplicate,
  endMembership,
  renewAccessCode,
  showPerson,
  undoLink,
} from '@convive/registry'
import { DuplicateCards, FactList, Guardians, Permissions, PhotoForm } from '@convive/registry/pages/sections'
import { ProcedureSection, procedureData } from '@convive/procedures/pages/sections'

export async function loader(args: PageArgs) {
  const { personId, householdId } = args.params
  const shown = await ask<typeof showPerson>(args, 'registry/show-person', { personId })
  if (shown.person.householdId !== householdId) throw new Response(null, { status: 404 })
  return {
    shown,
    lists: await ask<typeof codeLists>(args, 'registry/code-lists', {}),
    procedures: await procedureData(args, personId ?? ''),
  }
}

type Data = Awaited<ReturnType<typeof loader>>

/** What an officer can do on this page besides following links. */
export async function action(args: PageArgs): Promise<RefusedForm> {
  const at = scope(args)
  const { personId, householdId } = args.params
  const here = `/${at.locale}/desk/households/${householdId}/persons/${personId}`
  switch (field(at.form, 'do')) {
    case 'decide':
      return submit<typeof decideDuplicate>(args, {
        name: 'registry/decide-duplicate',
        read: (form) => ({
          personId,
          otherId: field(form, 'otherId'),
          decision: field(form, 'decision'),
          reason: field(form, 'reason'),
        }),
        done: () => here,
      })
    case 'undo':
      return submit<typeof undoLink>(args, {
        name: 'registry/undo-link',
        read: (form) => ({ personId, otherId: field(form, 'otherId') }),
        done: () => here,
      })
    case 'renew':
      return submit<typeof renewAccessCode>(args, {
        name: 'registry/renew-access-code',
        read: () => ({ personId }),
        done: () => `/${at.locale}/desk/households/${householdId}/slips`,
      })
    case 'leave':
      return submit<typeof endMembership>(args, {
        name: 'registry/end-membership',
        read: (form) => ({ personId, reason: field(form, 'reason') }),
        done: () => `/${at.locale}/desk/find`,
      })
    case 'consent':
      return submit<typeof changeConsent>(args, {
        name: 'registry/change-consent',
        read: (form) => ({ personId, purpose: field(form, 'purpose'), answer: field(form, 'answer') }),
        done: () => here,
      })
    case 'guardian':
      return submit<typeof changeGuardian>(args, {
        name: 'registry/change-guardian',
        read: (form) => ({ personId, guardianId: field(form, 'guardianId'), represents: field(form, 'represents') === 'yes' }),
        done: () => here,
      })
    default: {
      const file = [...(at.form?.getAll('photo') ?? [])].find((one) => one instanceof File && one.size > 0)
      const photo = file instanceof File ? Buffer.from(await file.arrayBuffer()).toString('base64') : ''
      return submit<typeof addPhoto>(args, { name: 'registry/add-photo', read: () => ({ personId, photo }), done: () => here })
    }
  }
}

/** One person: the household as a strip on top, what to do on the left, facts and rights on the right. */
export default function Person({ loaderData, actionData }: { readonly loaderData: Data; readonly actionData?: RefusedForm }) {
  const { t, locale, actor } = useText()
  const { shown, lists } = loaderData
  const { person, members } = shown
  const refusals = actionData?.refusals ?? []
  const roles = actor.kind === 'member' ? actor.roles : []
  const registers = roles.includes('registrar') || roles.includes('protection_officer')
  const base = `/${locale}/desk/households/${person.householdId}`
  const needs = shown.facts['has_needs']
  const [open] = shown.duplicates.likely
  return (
    <>
      <title>{`${person.name} · Convive`}</title>
      <ErrorSummary refusals={refusals} />
      <Crumbs trail={[{ href: `/${locale}/desk/find`, label: t('ui.nav.find') }]} here={<Unbroken>{person.number}</Unbroken>} />
      <h1>{t('registry.person.household', { count: members.length })}</h1>
      <ul className="strip">
        {members.map((member) => (
          <li key={member.personId}>
            <a
              href={`${base}/persons/${member.personId}`}
              aria-current={member.personId === person.personId ? 'page' : undefined}
            >
              {member.name === '' ? t('ui.unknown') : member.name}
              <small>
                {lists.relations.find((one) => one.code === member.relation)?.label[locale] ?? member.relation}
                {member.ages === undefined
                  ? ''
                  : ` · ${member.ages.youngest === member.ages.oldest ? t('registry.person.age', member.ages) : t('registry.person.ages', member.ages)}`}
              </small>
            </a>
          </li>
        ))}
      </ul>
      {person.survivorId === null ? null : <p className="note wait">{t('registry.duplicates.linked')}</p>}
      <div className="cols">
        <aside>
          <Card title={t('registry.person.to-do')}>
            <ul className="steps">
              {open === undefined ? null : (
                <li>
                  <a href="#duplicates">{t('registry.person.possible-duplicate')}</a>
                  <Tag tone="wait">{t('registry.person.review')}</Tag>
                </li>
              )}
              {person.privateInterview ? (
                <li>
                  {roles.includes('protection_officer') ? (
                    <a href={`/${locale}/desk/persons/${person.personId}/private`}>{t('registry.person.talk-alone')}</a>
                  ) : (
                    <span>{t('registry.person.talk-alone')}</span>
                  )}
                  <Tag tone="wait">{t('registry.person.protection-team')}</Tag>
                </li>
              ) : null}
              {shown.facts['documents']?.state === 'value' ? null : (
                <li>
                  <span>{t('registry.person.no-document')}</span>
                  <Tag tone="unknown">1</Tag>
                </li>
              )}
              <li>
                <a href={`${base}/slips`}>{t('registry.person.slips')}</a>
              </li>
              {registers ? (
                <li>
                  <a href={`${base}/add`}>{t('registry.add.title')}</a>
                </li>
              ) : null}
              {roles.includes('protection_officer') ? (
                <li>
                  <a href={`${base}/form`}>{t('exchange.form.title')}</a>
                </li>
              ) : null}
            </ul>
          </Card>
          <Card title={t('registry.person.needs')}>
            <p>
              {needs?.state === 'value' && needs.value === true ? <Tag tone="wait">{t('ui.yes')}</Tag> : null}{' '}
              {t('registry.person.protected')}{' '}
              {roles.includes('protection_officer') ? (
                <a href={`/${locale}/desk/persons/${person.personId}/private`}>{t('registry.person.see-with-reason')}</a>
              ) : null}
            </p>
          </Card>
          {registers ? (
            <Card title={t('registry.person.photo')}>
              {shown.photo === undefined ? null : (
                <img
                  className="photo"
                  src={`data:image/jpeg;base64,${shown.photo}`}
                  alt={t('registry.person.photo-alt', { name: person.name })}
                />
              )}
              {shown.consent['photo'] === 'given' ? <PhotoForm refusals={refusals} /> : <p>{t('registry.person.no-photo')}</p>}
            </Card>
          ) : null}
          {registers ? (
            <Permissions consent={shown.consent}>
              <a href={`/${locale}/desk/persons/${person.personId}/share`}>{t('registry.share.title')}</a>
            </Permissions>
          ) : null}
          {registers && shown.isChild ? <Guardians shown={shown} typed={actionData?.typed} refusals={refusals} /> : null}
        </aside>
        <div>
          <Card title={t('registry.person.facts')}>
            <FactList facts={shown.facts} lists={lists} />
            <Actions>
              <a className="button quiet" href={`/${locale}/desk/persons/${person.personId}/correct`}>
                {t('registry.correct.title')}
              </a>
            </Actions>
          </Card>
          <ProcedureSection data={loaderData.procedures} personId={person.personId} householdId={person.householdId ?? ''} />
          {shown.duplicates.elsewhere ? <p className="note">{t('registry.duplicates.elsewhere')}</p> : null}
          {open === undefined ? null : (
            <section id="duplicates" className="card">
              <DuplicateCards likely={shown.duplicates.likely} whose={person.name} />
              {registers ? (
                <Form>
                  <SelectField
                    name="otherId"
                    label={t('registry.duplicates.which')}
                    options={shown.duplicates.likely.map((one) => ({ value: one.id, label: `${one.name} · ${one.number}` }))}
                    typed={actionData?.typed}
                  />
                  <Choices
                    name="decision"
                    inline
                    label={t('registry.duplicates.question')}
                    options={(['same', 'different', 'unsure'] as const).map((one) => ({
                      value: one,
                      label: t(`registry.duplicates.${one}`),
                    }))}
                    typed={actionData?.typed}
                  />
                  <TextField
                    name="reason"
                    label={t('registry.duplicates.reason')}
                    typed={actionData?.typed}
                    refusals={refusals}
                  />
                  <button className="button" name="do" value="decide">
                    {t('registry.person.decide')}
                  </button>
                </Form>
              ) : null}
            </section>
          )}
          {[...(shown.links.survivorId === undefined ? [] : [shown.links.survivorId]), ...shown.links.aliases].map((id) => (
            <Form key={id}>
              <input type="hidden" name="otherId" value={id} />
              <p>
                {t('registry.duplicates.linked')}{' '}
                <button className="link" name="do" value="undo">
                  {t('registry.duplicates.undo')}
                </button>
              </p>
            </Form>
          ))}
          {registers ? (
            <details>
              <summary>
                {t('registry.person.leaves')} · {t('registry.person.renew-code')}
              </summary>
              <p>
                <a href={`/${locale}/desk/persons/${person.personId}/erase`}>{t('registry.erase.title')}</a>
              </p>
              <Form>
                <button className="button quiet" name="do" value="renew">
                  {t('registry.person.renew-code')}
                </button>
              </Form>
              <Form>
                <SelectField
                  name="reason"
                  label={t('registry.person.leaves')}
                  empty="—"
                  options={(['moved', 'separated', 'married', 'died', 'mistake'] as const).map((one) => ({
                    value: one,
                    label: t(`registry.leave.${one}`),
                  }))}
                  refusals={refusals}
                />
                <button className="button quiet" name="do" value="leave">
                  {t('registry.person.leaves')}
                </button>
              </Form>
            </details>
          ) : null}
        </div>
      </div>
    </>
  )
}
