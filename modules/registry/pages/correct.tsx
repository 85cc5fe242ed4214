import type { AnswerOf } from '@convive/commands'
import {
  ask,
  Choices,
  Crumbs,
  ErrorSummary,
  field,
  Form,
  scope,
  SelectField,
  submit,
  TextField,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { correctFact } from '../commands/correct-fact.ts'
import type { declineCorrection } from '../commands/decline-correction.ts'
import type { codeLists } from '../queries/code-lists.ts'
import type { showPerson } from '../queries/show-person.ts'
import { AskedCorrection } from './asked-correction.tsx'
import { useFactRows } from './fact-rows.tsx'
import { NewValue } from './new-value.tsx'
import { correctable, readCorrection } from './read-correction.ts'

export async function loader(args: PageArgs) {
  const shown = await ask<typeof showPerson>(args, 'registry/show-person', { personId: args.params['personId'] })
  const asked = new URL(args.request.url).searchParams.get('fact') ?? ''
  return {
    shown,
    fact: asked in correctable ? asked : undefined,
    lists: await ask<typeof codeLists>(args, 'registry/code-lists', {}),
  }
}

export function action(args: PageArgs): Promise<RefusedForm> {
  const at = scope(args)
  const personId = args.params['personId']
  if (field(at.form, 'do') === 'decline')
    return submit<typeof declineCorrection>(args, {
      name: 'registry/decline-correction',
      read: (form) => ({ personId, correctionId: field(form, 'correctionId'), reason: field(form, 'reason') }),
      done: () => `/${at.locale}/desk/corrections`,
    })
  return submit<typeof correctFact>(args, {
    name: 'registry/correct-fact',
    read: (form) => ({
      personId,
      fact: field(form, 'fact'),
      answer: readCorrection(form, field(form, 'fact')),
      assurance: field(form, 'assurance') || 'claimed',
      source: field(form, 'source') || undefined,
      correctionId: field(form, 'correctionId') || undefined,
      basedOn: Number(field(form, 'basedOn')),
    }),
    done: () => `/${at.locale}/desk/households/${field(at.form, 'household')}/persons/${personId}`,
  })
}

type Data = Awaited<ReturnType<typeof loader>>

/** First which fact, then what holds now, asked the way this fact is asked. */
export default function Correct({ loaderData, actionData }: { readonly loaderData: Data; readonly actionData?: RefusedForm }) {
  const { t, locale } = useText()
  const { shown, fact } = loaderData
  const { person } = shown
  const name = person.name === '' ? t('ui.unknown') : person.name
  const record = `/${locale}/desk/households/${person.householdId}/persons/${person.personId}`
  const all = { href: `/${locale}/desk/persons/${person.personId}/correct`, label: t('registry.correct.title') }
  const trail = [...(person.householdId === null ? [] : [{ href: record, label: name }]), ...(fact === undefined ? [] : [all])]
  const asked = shown.corrections.find((one) => one.fact === fact && one.state === 'open')
  return (
    <>
      <title>{`${t('registry.correct.title')} · Convive`}</title>
      <ErrorSummary refusals={actionData?.refusals ?? []} idOf={fieldOf} />
      <Crumbs trail={trail} here={fact === undefined ? all.label : t(`registry.fact.${fact}`)} />
      <h1>{all.label}</h1>
      <p>{name}</p>
      {asked === undefined ? null : <AskedCorrection asked={asked} refused={actionData} />}
      {fact === undefined ? (
        <FactLinks data={loaderData} />
      ) : (
        <FactForm key={fact} fact={fact} data={loaderData} actionData={actionData} />
      )}
    </>
  )
}

/** Whatever part of the answer is wrong, it has one field. */
function fieldOf(at: string): string {
  return at.split('.')[0] ?? at
}

/** Every fact with what is known now; each leads to its own question. */
function FactLinks({ data }: { readonly data: Data }) {
  const { t, locale } = useText()
  const known = new Map(useFactRows(data.lists)(data.shown.facts).map((row) => [row.key, row.value]))
  return (
    <>
      <p>{t('registry.correct.choose')}</p>
      <ul className="steps">
        {Object.keys(correctable).map((fact) => (
          <li key={fact}>
            <a href={`/${locale}/desk/persons/${data.shown.person.personId}/correct?fact=${fact}`}>
              {t(`registry.fact.${fact}`)}
            </a>
            <span className="soft">{known.get(fact) ?? '—'}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function FactForm({
  fact,
  data,
  actionData,
}: {
  readonly fact: string
  readonly data: { readonly shown: AnswerOf<typeof showPerson>; readonly lists: AnswerOf<typeof codeLists> }
  readonly actionData?: RefusedForm | undefined
}) {
  const { t } = useText()
  const { shown, lists } = data
  const shared = { typed: actionData?.typed, refusals: actionData?.refusals }
  const asked = shown.corrections.find((one) => one.fact === fact && one.state === 'open')
  return (
    <Form>
      <h2>{t(`registry.fact.${fact}`)}</h2>
      <input type="hidden" name="fact" value={fact} />
      <input type="hidden" name="correctionId" value={asked?.correctionId ?? ''} />
      <input type="hidden" name="household" value={shown.person.householdId ?? ''} />
      <input type="hidden" name="basedOn" value={shown.correctable[fact] ?? 0} />
      <NewValue fact={fact} known={shown.facts[fact]} lists={lists} {...shared} />
      <Choices
        name="state"
        label={t('registry.correct.or')}
        inline
        options={(['unknown', 'declined', 'none'] as const)
          .filter(
            (one) => one !== 'none' || ['family_names', 'other_names', 'documents', 'phone', 'asylum_claim_date'].includes(fact),
          )
          .map((one) => ({ value: one, label: t(`ui.${one}`) }))}
        typed={actionData?.typed}
      />
      <SelectField
        name="assurance"
        label={t('registry.correct.from')}
        options={(['claimed', 'evidenced', 'verified'] as const).map((one) => ({
          value: one,
          label: t(`registry.assurance.${one}`),
        }))}
        {...shared}
      />
      <TextField name="source" label={t('registry.correct.source')} {...shared} />
      <button className="button">{t('ui.save')}</button>
    </Form>
  )
}
