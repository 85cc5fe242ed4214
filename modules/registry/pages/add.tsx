import { ask, ErrorSummary, field, Form, scope, submit, TextField, useText, type PageArgs, type RefusedForm } from '@convive/ui'
import type { addMember } from '../commands/add-member.ts'
import type { codeLists } from '../queries/code-lists.ts'
import { MemberBlock } from './member-block.tsx'
import type { Lists } from './options.ts'
import { fieldIdOf, readMember } from './read-household.ts'

export async function loader(args: PageArgs) {
  await ask(args, 'registry/show-household', { householdId: args.params['householdId'] })
  return ask<typeof codeLists>(args, 'registry/code-lists', {})
}

export function action(args: PageArgs): Promise<RefusedForm> {
  const at = scope(args)
  const householdId = args.params['householdId']
  return submit<typeof addMember>(args, {
    name: 'registry/add-member',
    read: (form) => ({ householdId, place: field(form, 'place'), member: readMember(form, 'm1', false) }),
    done: (answer) => `/${at.locale}/desk/households/${answer.householdId}/persons/${answer.personId}`,
  })
}

/** Somebody joins the household: a birth, an arrival, a reunification. */
export default function Add({ loaderData, actionData }: { readonly loaderData: Lists; readonly actionData?: RefusedForm }) {
  const { t } = useText()
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
        <TextField name="place" label={t('registry.field.place')} typed={actionData?.typed} refusals={refusals} />
        <MemberBlock at={1} lists={loaderData} typed={actionData?.typed} refusals={refusals} isFocal={false} />
        <button className="button">{t('registry.add.title')}</button>
      </Form>
    </>
  )
}
