import type { Refusal } from '@convive/kernel'
import { Choices, DateField, TextField, useText, type Option, type Typed } from '@convive/ui'
import type { AskedFact } from '../domain/ask-fact.ts'

/**
 * The fields of one question. "I do not know" and "I would rather not say" stand among the answers where one is chosen, and
 * beside the fields where something is typed or several things are ticked. `readAnswer` reads them.
 */
export function QuestionFields({
  question,
  heading,
  refusals,
  typed,
  of,
}: {
  readonly question: AskedFact
  readonly heading: boolean
  readonly refusals: readonly Refusal[]
  readonly typed?: Typed | undefined
  /** Asked of several on one screen: whose fields these are, under whose name. The question stands above. */
  readonly of?: { readonly suffix: string; readonly label: string } | undefined
}) {
  const { t, locale } = useText()
  const told =
    of === undefined ? [question.hint?.[locale], question.why?.[locale]].filter((one) => one !== undefined).join(' ') : ''
  const [name, state] = [`answer${of?.suffix ?? ''}`, `state${of?.suffix ?? ''}`]
  const shared = { name, label: of?.label ?? question.ask[locale], hint: told === '' ? undefined : told, refusals, typed }
  const before = question.before
  const value = before?.state === 'value' ? before.value : undefined
  const isCountry = question.id === 'country_of_stay'
  const states: readonly Option[] = [
    ...(question.none
      ? [{ value: 'none', label: t(isCountry ? 'procedures.interview.another-country' : 'procedures.interview.no-such') }]
      : []),
    { value: 'unknown', label: t('ui.unknown') },
    { value: 'declined', label: t('ui.declined') },
  ]
  const among = states.map((one) => ({ ...one, value: `state.${one.value}` }))
  const codes: readonly Option[] = question.values.map((one) => ({ value: one.code, label: one.label[locale] }))
  const more = { label: t('procedures.interview.others') }
  const stateBefore = before === undefined || before.state === 'value' ? undefined : before.state
  const beside = (options: readonly Option[], chosen: string | undefined) => (
    <Choices name={state} label={t('procedures.interview.or')} options={options} typed={typed} value={chosen} />
  )
  switch (question.type) {
    case 'records':
      return null
    case 'boolean':
      return (
        <Choices
          {...shared}
          heading={heading}
          options={[{ value: 'yes', label: t('ui.yes') }, { value: 'no', label: t('ui.no') }, ...among]}
          value={typeof value === 'boolean' ? (value ? 'yes' : 'no') : stateBefore && `state.${stateBefore}`}
        />
      )
    case 'code': {
      const options = codes.slice(0, question.atOnce).concat(among, codes.slice(question.atOnce))
      const chosen = typeof value === 'string' ? value : stateBefore && `state.${stateBefore}`
      return (
        <Choices
          {...shared}
          heading={heading}
          options={options}
          value={chosen}
          more={{ ...more, after: question.atOnce + among.length }}
        />
      )
    }
    case 'codes':
      return (
        <>
          <Choices
            {...shared}
            heading={heading}
            several
            options={codes}
            more={{ ...more, after: question.atOnce }}
            values={typeof value === 'object' ? value : []}
          />
          {beside(
            [{ value: 'nothing', label: t('procedures.interview.none-of-these') }, ...states],
            typeof value === 'object' && value.length === 0 ? 'nothing' : stateBefore,
          )}
        </>
      )
    case 'date':
      return (
        <>
          <DateField {...shared} heading={heading} value={typeof value === 'string' ? value : undefined} />
          {beside(states, stateBefore)}
        </>
      )
    case 'number':
    case 'text':
      return (
        <>
          {heading ? <h1>{shared.label}</h1> : null}
          <TextField
            {...shared}
            numeric={question.type === 'number'}
            short={question.type === 'number'}
            value={value === undefined ? undefined : String(value)}
          />
          {beside(states, stateBefore)}
        </>
      )
  }
}
