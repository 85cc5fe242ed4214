import { Choices, Form, SelectField, TextField, useText, type RefusedForm } from '@convive/ui'
import type { SimulationInput } from '../domain/simulation-input.ts'
import type { AssumedFact, ChosenLaw } from '../queries/what-if-form.ts'

type Props = {
  readonly chosen: ChosenLaw
  /** What was asked before, to be changed and asked again. */
  readonly typed: SimulationInput | undefined
  readonly refused: RefusedForm | undefined
}

/** The law with everything that can be changed, and what is assumed of people whom nobody asked. */
export function ChangeForm({ chosen, typed, refused }: Props) {
  const { t, locale } = useText()
  const shared = { typed: refused?.typed, refusals: refused?.refusals ?? [] }
  const { inForce } = chosen
  const window = typed?.window ?? { opens: inForce.from, closes: inForce.until }
  return (
    <Form>
      <h2>{t('statistics.what-if.change')}</h2>
      <p>{t('statistics.what-if.change-about')}</p>
      {chosen.conditions.map(({ id, words, feel }) => (
        <section key={id} className="card">
          <TextField
            name={`feel.${id}`}
            label={words[locale]}
            lines={Math.min(6, 1 + Math.ceil(feel.length / 60))}
            value={typed?.conditions[id] ?? feel}
            {...shared}
          />
          <Choices
            name={`drop.${id}`}
            several
            label={t('statistics.what-if.or')}
            values={typed?.conditions[id] === null ? ['yes'] : []}
            options={[{ value: 'yes', label: t('statistics.what-if.drop') }]}
            typed={shared.typed}
          />
        </section>
      ))}
      <div className="grid">
        <TextField
          name="opens"
          at="window.opens"
          label={t('statistics.what-if.opens')}
          hint={t('statistics.what-if.day')}
          value={window.opens ?? ''}
          {...shared}
        />
        <TextField
          name="closes"
          at="window.closes"
          label={t('statistics.what-if.closes')}
          hint={t('statistics.what-if.no-end')}
          value={window.closes ?? ''}
          {...shared}
        />
      </div>
      {chosen.fees.map(({ id, title, amount }) => (
        <TextField
          key={id}
          name={`fee.${id}`}
          short
          numeric
          label={`${title?.[locale] ?? t('statistics.what-if.fee')} (${amount.currency})`}
          value={String((typed?.fees[id] ?? amount.minor) / 10 ** amount.digits)}
          {...shared}
        />
      ))}
      <h2>{t('statistics.what-if.assume')}</h2>
      <p>{t('statistics.what-if.assume-about')}</p>
      {chosen.facts.map((fact) => (
        <Assumed key={fact.id} fact={fact} before={typed?.assumptions[fact.id]} shared={shared} />
      ))}
      <div className="grid">
        <TextField
          name="household"
          at="householdSize"
          short
          numeric
          label={t('statistics.what-if.household')}
          value={String(typed?.householdSize ?? 3)}
          {...shared}
        />
        <TextField
          name="minutes"
          short
          numeric
          label={t('statistics.what-if.minutes')}
          value={String(typed?.minutes ?? 60)}
          {...shared}
        />
      </div>
      <button className="button">{t('statistics.what-if.ask')}</button>
    </Form>
  )
}

/** How a fact is spread. Left empty, it stays unknown of everybody. */
function Assumed({
  fact,
  before,
  shared,
}: {
  readonly fact: AssumedFact
  readonly before: SimulationInput['assumptions'][string] | undefined
  readonly shared: { readonly typed: RefusedForm['typed'] | undefined; readonly refusals: RefusedForm['refusals'] }
}) {
  const { t, locale } = useText()
  const name = `assume.${fact.id}`
  const label = fact.label[locale]
  switch (fact.kind) {
    case 'yes':
      return (
        <TextField
          name={name}
          short
          numeric
          label={label}
          hint={t('statistics.what-if.percent')}
          value={before?.kind === 'yes' ? String(before.percent) : ''}
          {...shared}
        />
      )
    case 'same':
      return (
        <SelectField
          name={name}
          label={label}
          empty={t('statistics.what-if.not-known')}
          value={before?.kind === 'same' ? before.code : ''}
          options={fact.values.map(({ code, label: words }) => ({ value: code, label: words[locale] }))}
          {...shared}
        />
      )
    case 'days':
    case 'numbers': {
      const ends =
        before?.kind === 'days'
          ? [before.from, before.to]
          : before?.kind === 'numbers'
            ? [String(before.least), String(before.most)]
            : ['', '']
      const hint = fact.kind === 'days' ? t('statistics.what-if.day') : undefined
      const numeric = fact.kind === 'numbers'
      return (
        <div className="grid">
          <TextField
            name={name}
            short={numeric}
            numeric={numeric}
            label={t('statistics.what-if.from', { what: label })}
            hint={hint}
            value={ends[0] ?? ''}
            {...shared}
          />
          <TextField
            name={`${name}.to`}
            short={numeric}
            numeric={numeric}
            label={t('statistics.what-if.to', { what: label })}
            hint={hint}
            value={ends[1] ?? ''}
            {...shared}
          />
        </div>
      )
    }
  }
}
