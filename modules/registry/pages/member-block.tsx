import type { AnswerOf } from '@convive/commands'
import type { Refusal } from '@convive/kernel'
import { Choices, SelectField, TextField, useText, type Option, type Typed } from '@convive/ui'
import type { codeLists } from '../queries/code-lists.ts'

export type Lists = AnswerOf<typeof codeLists>
const purposes = ['contact', 'share_services', 'share_offices', 'photo'] as const

/** The lists of a form in the page's language. */
export function useOptions(
  lists: Lists,
): (name: 'countries' | 'relations' | 'populationGroups' | 'documents' | 'languages') => readonly Option[] {
  const { locale } = useText()
  return (name) => lists[name].map((one) => ({ value: one.code, label: one.label[locale] }))
}

type BlockProps = {
  readonly at: number
  readonly lists: Lists
  readonly typed?: Typed | undefined
  readonly refusals: readonly Refusal[]
  readonly isFocal: boolean
  readonly path?: string
}

/** One person: eight short answers in a row, and everything else folded away. */
export function MemberBlock({ at, lists, typed, refusals, isFocal, path = `members.${at}` }: BlockProps) {
  const { t } = useText()
  const options = useOptions(lists)
  const name = (which: string): string => `m${at}.${which}`
  // The field's id comes from its name; the refusal's path is the command's.
  const mine = refusals.flatMap((one) =>
    one.at?.startsWith(`${path}.`)
      ? [
          {
            ...one,
            at: `m${at}.${one.at
              .slice(path.length + 1)
              .replace(/^consents.*/, 'consent')
              .replace(/^needs.*/, 'needs')
              .replace(/^documents.*/, 'documentNumber')}`,
          },
        ]
      : [],
  )
  const shared = { typed, refusals: mine }
  const openStates: readonly Option[] = [
    { value: '=unknown', label: t('ui.unknown') },
    { value: '=declined', label: t('ui.declined') },
  ]
  return (
    <fieldset className="member">
      <legend>
        <h2>{isFocal ? t('registry.register.focal') : t('registry.register.person', { number: at + 1 })}</h2>
      </legend>
      <div className="grid">
        <TextField name={name('given')} label={t('registry.field.given')} {...shared} />
        <TextField name={name('family')} label={t('registry.field.family')} {...shared} />
        <SelectField
          name={name('sex')}
          label={t('registry.field.sex')}
          empty="—"
          options={[...(['F', 'M', 'X'] as const).map((one) => ({ value: one, label: t(`registry.sex.${one}`) })), ...openStates]}
          {...shared}
        />
        <TextField name={name('birth')} label={t('registry.field.birth')} hint={t('registry.field.birth-hint')} {...shared} />
        {isFocal ? null : (
          <SelectField
            name={name('relation')}
            label={t('registry.field.relation')}
            empty="—"
            options={options('relations').filter((one) => one.value !== 'focal_point')}
            {...shared}
          />
        )}
        <SelectField
          name={name('origin')}
          label={t('registry.field.origin')}
          empty={isFocal ? '—' : t('registry.register.same-origin')}
          options={[...options('countries'), ...openStates]}
          {...shared}
        />
        <SelectField
          name={name('needs')}
          label={t('registry.field.needs')}
          empty="—"
          options={(['no', 'yes', 'unknown', 'declined'] as const).map((one) => ({ value: one, label: t(`ui.${one}`) }))}
          {...shared}
        />
        <SelectField
          name={name('consent')}
          label={t('registry.field.consent')}
          empty="—"
          options={[
            { value: 'given', label: t('registry.consent.all-yes') },
            { value: 'refused', label: t('registry.consent.all-no') },
          ]}
          {...shared}
        />
      </div>
      <details open={mine.some((one) => one.at === `m${at}.documentNumber`)}>
        <summary>{t('registry.register.more')}</summary>
        <div className="grid">
          <SelectField
            name={name('documentKind')}
            label={t('registry.field.document-kind')}
            empty="—"
            options={[{ value: '=none', label: t('ui.none') }, ...options('documents')]}
            {...shared}
          />
          <SelectField
            name={name('documentCountry')}
            label={t('registry.field.document-country')}
            empty="—"
            options={options('countries')}
            {...shared}
          />
          <TextField
            name={name('documentNumber')}
            label={t('registry.field.document-number')}
            hint={t('registry.field.document-hint')}
            {...shared}
          />
          <TextField name={name('phone')} type="tel" label={t('registry.field.phone')} {...shared} />
          <SelectField
            name={name('nationalities')}
            label={t('registry.field.nationality')}
            empty="—"
            options={options('countries')}
            {...shared}
          />
          <SelectField
            name={name('languages')}
            label={t('registry.field.language')}
            empty="—"
            options={options('languages')}
            {...shared}
          />
          <SelectField
            name={name('populationGroup')}
            label={t('registry.field.group')}
            empty="—"
            options={[...options('populationGroups'), ...openStates]}
            {...shared}
          />
          <TextField name={name('motherName')} label={t('registry.field.mother')} {...shared} />
          <TextField name={name('other')} label={t('registry.field.other-names')} {...shared} />
        </div>
        <Choices
          name={name('interpreter')}
          several
          label={t('registry.field.interpreter')}
          options={[{ value: 'yes', label: t('registry.field.interpreter-yes') }]}
          typed={typed}
        />
        <Choices
          name={name('private')}
          several
          label={t('registry.field.private')}
          hint={t('registry.field.private-hint')}
          options={[{ value: 'yes', label: t('registry.field.private-yes') }]}
          typed={typed}
        />
        <h3>{t('registry.consent.one-by-one')}</h3>
        {purposes.map((purpose) => (
          <Choices
            key={purpose}
            name={name(`consent.${purpose}`)}
            inline
            label={t(`registry.consent.${purpose}`)}
            options={[
              { value: 'given', label: t('ui.yes') },
              { value: 'refused', label: t('ui.no') },
            ]}
            typed={typed}
          />
        ))}
      </details>
    </fieldset>
  )
}
