import type { Refusal } from '@convive/kernel'
import { SelectField, TextField, useText, type Option, type Typed } from '@convive/ui'
import { useOptions, type Lists } from './options.ts'

type Props = {
  readonly at: number
  readonly lists: Lists
  readonly typed?: Typed | undefined
  readonly refusals: readonly Refusal[]
  readonly openStates: readonly Option[]
}

/** What a person may tell besides the nine fields: papers, phone, nationality, languages, situation. None of it compulsory. */
export function MoreFields({ at, lists, typed, refusals, openStates }: Props) {
  const { t } = useText()
  const options = useOptions(lists)
  const name = (which: string): string => `m${at}.${which}`
  const shared = { typed, refusals }
  const yesOrNo: readonly Option[] = [
    { value: 'no', label: t('ui.no') },
    { value: 'yes', label: t('ui.yes') },
  ]
  return (
    <>
      <div className="grid">
        <SelectField
          name={name('documentKind')}
          label={t('registry.field.document-kind')}
          empty="—"
          options={[{ value: '=none', label: t('ui.none') }, ...options('documents'), ...openStates]}
          {...shared}
        />
        <PaperFields at={at} n="" lists={lists} {...shared} />
      </div>
      <div className="grid">
        <SelectField
          name={name('documentKind2')}
          label={t('registry.field.document-second')}
          empty="—"
          options={options('documents')}
          {...shared}
        />
        <PaperFields at={at} n="2" lists={lists} {...shared} />
      </div>
      <div className="grid">
        <SelectField
          name={name('nationality1')}
          label={t('registry.field.nationality')}
          empty="—"
          options={[...options('countries'), ...openStates]}
          {...shared}
        />
        <SelectField
          name={name('nationality2')}
          label={t('registry.field.nationality-second')}
          empty="—"
          options={options('countries')}
          {...shared}
        />
        <SelectField
          name={name('populationGroup')}
          label={t('registry.field.group')}
          empty="—"
          options={[...options('populationGroups'), ...openStates]}
          {...shared}
        />
        <SelectField
          name={name('maritalStatus')}
          label={t('registry.fact.marital_status')}
          empty="—"
          options={[...options('maritalStatuses'), ...openStates]}
          {...shared}
        />
        <SelectField
          name={name('language1')}
          label={t('registry.field.language')}
          empty="—"
          options={[...options('languages'), ...openStates]}
          {...shared}
        />
        <SelectField
          name={name('language2')}
          label={t('registry.field.language-second')}
          empty="—"
          options={options('languages')}
          {...shared}
        />
        <SelectField
          name={name('interpreter')}
          label={t('registry.field.interpreter-yes')}
          empty="—"
          options={[...yesOrNo, ...openStates]}
          {...shared}
        />
        <TextField
          name={name('phone')}
          type="tel"
          label={t('registry.field.phone')}
          hint={t('registry.field.phone-hint')}
          {...shared}
        />
        <TextField name={name('motherName')} label={t('registry.field.mother')} {...shared} />
        <TextField name={name('other')} label={t('registry.field.other-names')} {...shared} />
      </div>
    </>
  )
}

/** Country, number and last day of one paper. */
function PaperFields({ at, n, lists, ...shared }: Omit<Props, 'openStates'> & { readonly n: '' | '2' }) {
  const { t } = useText()
  const options = useOptions(lists)
  return (
    <>
      <SelectField
        name={`m${at}.documentCountry${n}`}
        label={t('registry.field.document-country')}
        empty="—"
        options={options('countries')}
        {...shared}
      />
      <TextField name={`m${at}.documentNumber${n}`} label={t('registry.field.document-number')} {...shared} />
      <TextField
        name={`m${at}.documentExpires${n}`}
        label={t('registry.field.document-expires')}
        hint={n === '' ? t('registry.field.document-expires-hint') : undefined}
        {...shared}
      />
    </>
  )
}
