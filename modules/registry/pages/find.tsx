import {
  ask,
  DataTable,
  Empty,
  ErrorSummary,
  field,
  Form,
  scope,
  TextField,
  tryAsk,
  Unbroken,
  useText,
  type PageArgs,
} from '@convive/ui'
import type { Refusal } from '@convive/kernel'
import type { AnswerOf } from '@convive/commands'
import type { findSharedPersons } from '../queries/find-shared.ts'
import type { findPersons } from '../queries/find-persons.ts'
import type { listHouseholds } from '../queries/list-households.ts'
import { SharedWithUs } from './shared-with-us.tsx'

type Found = AnswerOf<typeof findPersons>
type Shared = AnswerOf<typeof findSharedPersons>
type Data = AnswerOf<typeof listHouseholds> & { readonly shared: Shared }
type Outcome = {
  readonly text: string
  readonly found?: Found
  readonly shared?: Shared
  readonly refusals: readonly Refusal[]
}

/** Whom others share is asked for another purpose: it is logged so, and opens nothing else. */
async function findShared(args: PageArgs, text: string): Promise<Shared> {
  const found = await tryAsk<typeof findSharedPersons>(args, 'registry/find-shared', { text }, { purpose: 'sharing' })
  return found.ok ? found.value : { persons: [] }
}

export async function loader(args: PageArgs): Promise<Data> {
  const before = new URL(args.request.url).searchParams.get('before')
  const shared = before === null ? await findShared(args, '') : { persons: [] }
  // An adjudicator looks for somebody but has no list; whoever may do neither is told so.
  const roles = scope(args).actor
  if (
    roles.kind === 'member' &&
    roles.roles.includes('adjudicator') &&
    !roles.roles.some((role) => role === 'registrar' || role === 'protection_officer' || role === 'case_officer')
  )
    return { households: [], next: undefined, shared }
  const listed = await ask<typeof listHouseholds>(args, 'registry/list-households', before === null ? {} : { before })
  return { ...listed, shared }
}

/** What is looked for is posted: it must not stand in the address. */
export async function action(args: PageArgs): Promise<Outcome> {
  const form = scope(args).form
  const text = field(form, 'text')
  const found = await tryAsk<typeof findPersons>(args, 'registry/find-persons', {
    text,
    page: Number(field(form, 'page') || '0'),
  })
  return found.ok
    ? { text, found: found.value, shared: await findShared(args, text), refusals: [] }
    : { text, refusals: found.refusals }
}

export default function Find({ loaderData, actionData }: { readonly loaderData: Data; readonly actionData?: Outcome }) {
  const { t, locale, formats, timeZone } = useText()
  const found = actionData?.found
  return (
    <>
      <title>{`${t('registry.find.title')} · Convive`}</title>
      <ErrorSummary refusals={actionData?.refusals ?? []} />
      <h1>{t('registry.find.title')}</h1>
      <Form>
        <TextField
          name="text"
          type="search"
          label={t('registry.find.label')}
          hint={t('registry.find.hint')}
          value={actionData?.text ?? ''}
          refusals={actionData?.refusals}
        />
        <button className="button">{t('ui.nav.find')}</button>
      </Form>
      {found?.partial === true ? <p className="note">{t('registry.find.partial')}</p> : null}
      {found === undefined ? null : found.persons.length === 0 ? (
        !found.partial && actionData?.shared?.persons.length === 0 ? (
          <Empty>{t('registry.find.nobody')}</Empty>
        ) : null
      ) : (
        <>
          <DataTable
            caption={
              found.more ? t('registry.find.more-than', { count: found.total }) : t('registry.find.count', { count: found.total })
            }
            head={[
              { label: t('registry.find.name') },
              { label: t('registry.field.birth') },
              { label: t('registry.find.number') },
            ]}
          >
            {found.persons.map((person) => (
              <tr key={person.personId}>
                <th scope="row">
                  <a href={`/${locale}/desk/households/${person.householdId}/persons/${person.personId}`}>
                    {person.name === '' ? t('ui.unknown') : person.name}
                  </a>
                </th>
                <td>{person.birth === undefined ? '' : formats.date(person.birth)}</td>
                <td>
                  <Unbroken>{person.number}</Unbroken>
                </td>
              </tr>
            ))}
          </DataTable>
          {found.page + 1 < found.pages ? (
            <Form>
              <input type="hidden" name="text" value={actionData?.text ?? ''} />
              <input type="hidden" name="page" value={found.page + 1} />
              <button className="button quiet">{t('registry.find.next')}</button>
            </Form>
          ) : null}
        </>
      )}
      <SharedWithUs {...(found === undefined ? loaderData.shared : (actionData?.shared ?? { persons: [] }))} />
      {found !== undefined || loaderData.households.length === 0 ? null : (
        <>
          <DataTable
            caption={t('registry.find.newest')}
            head={[
              { label: t('registry.find.household') },
              { label: t('registry.find.people'), number: true },
              { label: t('registry.find.registered') },
            ]}
          >
            {loaderData.households.map((household) => (
              <tr key={household.householdId}>
                <th scope="row">
                  <a href={`/${locale}/desk/households/${household.householdId}/persons/${household.focalId}`}>
                    {household.name === '' ? t('ui.unknown') : household.name}
                  </a>
                </th>
                <td className="n">{household.size}</td>
                <td>{formats.moment(new Date(household.registered), timeZone)}</td>
              </tr>
            ))}
          </DataTable>
          {loaderData.next === undefined ? null : (
            <a className="button quiet" href={`/${locale}/desk/find?before=${loaderData.next}`}>
              {t('registry.find.next')}
            </a>
          )}
        </>
      )}
    </>
  )
}
