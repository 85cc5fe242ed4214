import type { Refusal } from '@convive/kernel'
import { Choices, SelectField, TextField, useText, type Typed } from '@convive/ui'
import { MoreFields } from './more-fields.tsx'
import { useOpenStates, useOptions, type Lists } from './options.ts'
import { fieldOf } from './read-household.ts'

const purposes = ['contact', 'share_services', 'share_offices', 'photo'] as const

type BlockProps = {
  readonly at: number
  readonly lists: Lists
  readonly typed?: Typed | undefined
  readonly refusals: readonly Refusal[]
  readonly isFocal: boolean
  readonly path?: string
}

/** The eight short answers; everything else is folded away. */
const upFront = new Set(['given', 'family', 'sex', 'birth', 'relation', 'origin', 'needs', 'consent'])

/** Nothing that was typed, and nothing that is wrong, is hidden. */
function opensMore(at: number, typed: Typed | undefined, refusals: readonly Refusal[]): boolean {
  const hidden = (name: string): boolean => name.startsWith(`m${at}.`) && !upFront.has(name.slice(`m${at}.`.length))
  return (
    refusals.some((one) => hidden(one.at ?? '')) ||
    Object.entries(typed ?? {}).some(([name, values]) => hidden(name) && values.some((value) => value !== ''))
  )
}

/** One person: eight short answers in a row, and everything else folded away. */
export function MemberBlock({ at, lists, typed, refusals, isFocal, path = `members.${at}` }: BlockProps) {
  const { t } = useText()
  const options = useOptions(lists)
  const name = (which: string): string => `m${at}.${which}`
  // The field's id comes from its name; the refusal's path is the command's.
  const mine = refusals.flatMap((one) =>
    one.at?.startsWith(`${path}.`) ? [{ ...one, at: `m${at}.${fieldOf(one.at.slice(path.length + 1))}` }] : [],
  )
  const shared = { typed, refusals: mine }
  const openStates = useOpenStates()
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
            options={[...options('relations').filter((one) => one.value !== 'focal_point'), ...openStates]}
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
      {/* Filled while somebody types, where script runs; the texts stand here, in the language of the page. */}
      <p
        className="alike"
        role="status"
        data-alike={at}
        data-one={t('registry.register.alike', { count: 1 })}
        data-several={t('registry.register.alike', { count: 5 })}
      />
      <details open={opensMore(at, typed, mine)}>
        <summary>{t('registry.register.more')}</summary>
        <MoreFields at={at} lists={lists} typed={typed} refusals={mine} openStates={openStates} />
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
