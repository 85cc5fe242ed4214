import {
  ask,
  Choices,
  ErrorSummary,
  field,
  Form,
  scope,
  submit,
  TextField,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { addMember } from '../commands/add-member.ts'
import type { codeLists } from '../queries/code-lists.ts'
import type { showHousehold } from '../queries/show-household.ts'
import type { showPerson } from '../queries/show-person.ts'
import { MemberBlock } from './member-block.tsx'
import { answer } from './read-birth.ts'
import { fieldIdOf, readMember } from './read-household.ts'

/** What the household has said already is not asked again: where they stay, and the country they come from. */
export async function loader(args: PageArgs) {
  const household = await ask<typeof showHousehold>(args, 'registry/show-household', { householdId: args.params['householdId'] })
  const { facts } = await ask<typeof showPerson>(args, 'registry/show-person', { personId: household.members[0]?.personId })
  const told = (fact: string): string => {
    const state = facts[fact]
    return state === undefined ? '' : state.state === 'value' ? String(state.value) : `=${state.state}`
  }
  return {
    lists: await ask<typeof codeLists>(args, 'registry/code-lists', {}),
    place: told('place').replace('=unknown', '?').replace('=declined', '-'),
    origin: told('origin_country'),
  }
}

export function action(args: PageArgs): Promise<RefusedForm> {
  const at = scope(args)
  const householdId = args.params['householdId']
  return submit<typeof addMember>(args, {
    name: 'registry/add-member',
    read: (form) => ({ householdId, place: answer(field(form, 'place')), member: readMember(form, 'm1', false) }),
    done: (added) => `/${at.locale}/desk/households/${added.householdId}/persons/${added.personId}`,
  })
}

/** Somebody joins the household: a birth, an arrival, a reunification. */
export default function Add({
  loaderData,
  actionData,
}: {
  readonly loaderData: Awaited<ReturnType<typeof loader>>
  readonly actionData?: RefusedForm
}) {
  const { t } = useText()
  const { lists, place, origin } = loaderData
  const typed = actionData?.typed
  // The command speaks of one `member`, and judges beside a stand-in focal point: both paths lead to the same block.
  const refusals = (actionData?.refusals ?? []).map((one) => ({
    ...one,
    ...(one.at === undefined ? {} : { at: one.at.replace(/^member\.|^members\.1\./, 'members.1.') }),
  }))
  return (
    <>
      <title>{`${t('registry.add.title')} · Convive`}</title>
      <ErrorSummary refusals={refusals} idOf={fieldIdOf} />
      <h1>{t('registry.add.title')}</h1>
      <Form>
        <input type="hidden" name="m0.origin" value={origin} />
        <TextField name="place" label={t('registry.field.place')} value={place} typed={typed} refusals={refusals} />
        <MemberBlock at={1} lists={lists} typed={typed} refusals={refusals} isFocal={false} />
        <Choices
          name="m1.codes"
          several
          label={t('registry.check.needs')}
          options={lists.needs
            .filter((need) => !need.alone)
            .map((need) => ({ value: need.code, label: t(`registry.need.${need.code}`) }))}
          typed={typed}
        />
        <button className="button">{t('registry.add.title')}</button>
      </Form>
    </>
  )
}
