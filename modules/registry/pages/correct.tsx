import {
  ask,
  Choices,
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
import type { AnswerOf } from '@convive/commands'
import type { correctFact } from '../commands/correct-fact.ts'
import type { showPerson } from '../queries/show-person.ts'
import { readBirth } from './read-household.ts'

const facts = [
  'given_names',
  'family_names',
  'birth_date',
  'sex',
  'phone',
  'place',
  'entry_date',
  'entry_manner',
  'entry_point_authorised',
  'ties',
  'criminal_record',
  'income_low',
  'asylum_claim_date',
  'population_group',
  'mother_name',
  'marital_status',
] as const

export function loader(args: PageArgs) {
  return ask<typeof showPerson>(args, 'registry/show-person', { personId: args.params['personId'] })
}

export function action(args: PageArgs): Promise<RefusedForm> {
  const at = scope(args)
  const personId = args.params['personId']
  return submit<typeof correctFact>(args, {
    name: 'registry/correct-fact',
    read: (form) => ({
      personId,
      fact: field(form, 'fact'),
      answer: answerOf(form),
      assurance: field(form, 'assurance') || 'claimed',
      source: field(form, 'source') || undefined,
      basedOn: Number(field(form, `version.${classOfFact(field(form, 'fact'))}`)),
    }),
    done: () => `/${at.locale}/desk/households/${field(at.form, 'household')}/persons/${personId}`,
  })
}

const sensitive = ['entry_manner', 'criminal_record', 'income_low', 'asylum_claim_date', 'population_group', 'marital_status']

function classOfFact(fact: string): 1 | 2 {
  return sensitive.includes(fact) ? 2 : 1
}

function answerOf(form: FormData): unknown {
  const state = field(form, 'state')
  if (state !== '' && state !== 'value') return { state }
  const [fact, value] = [field(form, 'fact'), field(form, 'value')]
  if (fact.endsWith('_date')) return { state: 'value', value: readBirth(value) ?? '' }
  if (fact === 'criminal_record' || fact === 'income_low' || fact === 'entry_point_authorised')
    return { state: 'value', value: /^(s|y|o|w|true|1)/i.test(value) }
  if (fact === 'family_names' || fact === 'ties')
    return { state: 'value', value: value.split(fact === 'ties' ? /[\s,]+/ : /,/).filter((one) => one !== '') }
  return { state: 'value', value }
}

export default function Correct({
  loaderData,
  actionData,
}: {
  readonly loaderData: AnswerOf<typeof showPerson>
  readonly actionData?: RefusedForm
}) {
  const { t } = useText()
  const shared = { typed: actionData?.typed, refusals: actionData?.refusals }
  return (
    <>
      <title>{`${t('registry.correct.title')} · Convive`}</title>
      <ErrorSummary refusals={actionData?.refusals ?? []} />
      <h1>{t('registry.correct.title')}</h1>
      <p>{loaderData.person.name}</p>
      <Form>
        <input type="hidden" name="household" value={loaderData.person.householdId ?? ''} />
        <input type="hidden" name="version.1" value={loaderData.versions[1] ?? 0} />
        <input type="hidden" name="version.2" value={loaderData.versions[2] ?? 0} />
        <SelectField
          name="fact"
          label={t('registry.correct.fact')}
          options={facts.map((fact) => ({ value: fact, label: t(`registry.fact.${fact}`) }))}
          {...shared}
        />
        <TextField
          name="value"
          at="answer"
          label={t('registry.correct.value')}
          hint={t('registry.correct.value-hint')}
          {...shared}
        />
        <Choices
          name="state"
          label={t('registry.correct.or')}
          options={(['unknown', 'declined', 'none'] as const).map((one) => ({ value: one, label: t(`ui.${one}`) }))}
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
    </>
  )
}
