import { Choices, refusalAt, SelectField, useText, type RefusedForm } from '@convive/ui'
import type { ApplicationData } from './application.tsx'

/** Room to refuse somebody who by the rules fulfils everything: that this is meant, and on what it rests. */
export function AgainstRulesFields({
  person,
  name,
  refusals,
  typed,
}: {
  readonly person: ApplicationData['people'][number]
  readonly name: string
  readonly refusals: RefusedForm['refusals'] | undefined
  readonly typed: RefusedForm['typed'] | undefined
}) {
  const { t, locale, formats } = useText()
  const at = `againstRules.${person.personId}`
  const [confirmed, restsOn] = [`${at}.confirmed`, `${at}.restsOn`]
  const isTold = refusalAt(refusals ?? [], at) !== undefined || typed?.['outcome']?.[0] === 'refused'
  return (
    <details open={isTold}>
      <summary>{t('procedures.application.against', { name })}</summary>
      <p>{t('procedures.application.against-hint', { name })}</p>
      <Choices
        several
        name={confirmed}
        label={t('procedures.application.confirm')}
        options={[{ value: 'yes', label: t('procedures.application.confirm-against') }]}
        refusals={refusals}
        typed={typed}
      />
      <SelectField
        name={restsOn}
        label={t('procedures.application.rests-on')}
        empty={t('procedures.application.choose-basis')}
        options={person.bases.map(({ id, words, cite }) => ({
          value: id,
          label: cite === '' ? words[locale] : formats.labelled(cite, words[locale]),
        }))}
        refusals={refusals}
        typed={typed}
      />
    </details>
  )
}

/** What was ticked and chosen, by the person's id. */
export function againstRules(
  form: FormData,
): Readonly<Record<string, { readonly confirmed: boolean; readonly restsOn: string }>> {
  const ids = [...form.keys()].flatMap((name) => /^againstRules\.([^.]+)\.restsOn$/.exec(name)?.[1] ?? [])
  const said = (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  return Object.fromEntries(
    ids.map((id) => [
      id,
      { confirmed: said(`againstRules.${id}.confirmed`) === 'yes', restsOn: said(`againstRules.${id}.restsOn`) },
    ]),
  )
}
