import type { Refusal } from '@convive/kernel'
import type { Translator } from '@convive/languages'
import type { ReactNode } from 'react'
import { field, first, type Typed } from './page.ts'
import { useText } from './text.tsx'

/** A plain form that posts, with the hidden token and the key that keeps it from happening twice. */
export function Form({
  children,
  action,
  files,
  className,
  alikeAt,
}: {
  readonly children: ReactNode
  readonly action?: string
  readonly files?: boolean
  readonly className?: string
  /** Where script asks, while somebody types, whether there are records that look alike. */
  readonly alikeAt?: string
}) {
  const { csrf, newKey } = useText()
  return (
    <form
      method="post"
      action={action}
      encType={files ? 'multipart/form-data' : undefined}
      className={className}
      data-alike-at={alikeAt}
      noValidate
    >
      <input type="hidden" name="_csrf" value={csrf} />
      <input type="hidden" name="_key" value={newKey()} />
      {children}
    </form>
  )
}

/** What is wrong, first on the page, with a link to each field and the same words as beside it. */
export function ErrorSummary({
  refusals,
  idOf,
}: {
  readonly refusals: readonly Refusal[]
  readonly idOf?: (at: string) => string
}) {
  const { t } = useText()
  if (refusals.length === 0) return null
  return (
    <div className="summary" role="alert" tabIndex={-1} id="faults">
      <h2>{t('ui.errors.title', { count: refusals.length })}</h2>
      <ul>
        {refusals.map((one) => (
          <li key={`${one.code} ${one.at}`}>
            {one.at ? <a href={`#${(idOf ?? idFor)(one.at)}`}>{refusalText(t, one)}</a> : refusalText(t, one)}
          </li>
        ))}
      </ul>
    </div>
  )
}

export function refusalText(t: Translator, refusal: Refusal): string {
  return t(`refusal.${refusal.code}`, refusal.with)
}

/** The id of a field: its path with dashes. */
export function idFor(at: string): string {
  return at.replaceAll('.', '-')
}

export function refusalAt(refusals: readonly Refusal[], at: string): Refusal | undefined {
  return refusals.find((one) => one.at === at || (one.at?.startsWith(`${at}.`) ?? false))
}

type FieldProps = {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly refusals?: readonly Refusal[] | undefined
  /** The path a refusal names, when it is not the field's name. */
  readonly at?: string | undefined
  readonly pressed?: string | undefined
  readonly children: (aria: {
    readonly id: string
    readonly 'aria-describedby': string | undefined
    readonly 'aria-invalid': true | undefined
  }) => ReactNode
}

/** Label, hint, what is wrong, and the control, tied together for screen readers. */
export function Field({ name, label, hint, refusals = [], at = name, pressed, children }: FieldProps) {
  const { t } = useText()
  const id = idFor(at)
  const wrong = refusalAt(refusals, at)
  const described = [hint === undefined ? '' : `${id}-hint`, wrong === undefined ? '' : `${id}-why`]
    .filter((one) => one !== '')
    .join(' ')
  return (
    <div className={wrong === undefined ? 'field' : 'field error'}>
      <label htmlFor={id} data-key={pressed}>
        {label}
        {pressed === undefined ? null : <kbd aria-hidden="true">{pressed}</kbd>}
      </label>
      {hint === undefined ? null : (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {wrong === undefined ? null : (
        <p className="why" id={`${id}-why`}>
          {refusalText(t, wrong)}
        </p>
      )}
      {children({
        id,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': wrong === undefined ? undefined : true,
      })}
    </div>
  )
}

type Simple = {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly refusals?: readonly Refusal[] | undefined
  readonly at?: string | undefined
  readonly typed?: Typed | undefined
  readonly value?: string | undefined
}

type TextFieldProps = Simple & {
  readonly type?: 'text' | 'search' | 'password' | 'tel'
  readonly short?: boolean
  readonly numeric?: boolean
  readonly autoComplete?: string
  readonly required?: boolean
  readonly autoFocus?: boolean
  readonly lines?: number
  /** A key that leads to it while nobody is typing. */
  readonly pressed?: string
}

/** One line of text, or several with `lines`. Shows again what was typed. */
export function TextField(props: TextFieldProps) {
  const value = props.typed?.[props.name] === undefined ? (props.value ?? '') : first(props.typed, props.name)
  return (
    <Field
      name={props.name}
      label={props.label}
      hint={props.hint}
      refusals={props.refusals}
      at={props.at}
      pressed={props.pressed}
    >
      {(aria) =>
        props.lines === undefined ? (
          <input
            {...aria}
            type={props.type ?? 'text'}
            name={props.name}
            defaultValue={props.type === 'password' ? '' : value}
            className={props.short ? 'short' : undefined}
            inputMode={props.numeric ? 'numeric' : undefined}
            autoComplete={props.autoComplete ?? 'off'}
            required={props.required}
          />
        ) : (
          <textarea {...aria} name={props.name} defaultValue={value} rows={props.lines} />
        )
      }
    </Field>
  )
}

export type Option = {
  readonly value: string
  readonly label: string
  readonly hint?: string | undefined
  /** A key that chooses it while nobody is typing. */
  readonly key?: string
}

export function SelectField(props: Simple & { readonly options: readonly Option[]; readonly empty?: string }) {
  const value = props.typed?.[props.name] === undefined ? (props.value ?? '') : first(props.typed, props.name)
  return (
    <Field name={props.name} label={props.label} hint={props.hint} refusals={props.refusals} at={props.at}>
      {(aria) => (
        <select {...aria} name={props.name} defaultValue={value}>
          {props.empty === undefined ? null : <option value="">{props.empty}</option>}
          {props.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

type ChoicesProps = Simple & {
  readonly options: readonly Option[]
  readonly several?: boolean
  readonly inline?: boolean
  readonly heading?: boolean
  readonly values?: readonly string[]
  /** Of a long list, how many to show at once, and what to call the others. */
  readonly more?: { readonly after: number; readonly label: string } | undefined
}

/** Radio buttons, or boxes to tick with `several`. */
export function Choices(props: ChoicesProps) {
  const { t } = useText()
  const id = idFor(props.at ?? props.name)
  const wrong = refusalAt(props.refusals ?? [], props.at ?? props.name)
  const chosen = props.typed?.[props.name] ?? props.values ?? (props.value === undefined ? [] : [props.value])
  const [shown, rest] = [
    props.options.slice(0, props.more?.after),
    props.options.slice(props.more?.after ?? props.options.length),
  ]
  return (
    <fieldset
      className={wrong === undefined ? 'field' : 'field error'}
      id={id}
      tabIndex={-1}
      aria-describedby={props.hint === undefined ? undefined : `${id}-hint`}
    >
      <legend>{props.heading ? <h1>{props.label}</h1> : props.label}</legend>
      {props.hint === undefined ? null : (
        <p className="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {wrong === undefined ? null : <p className="why">{refusalText(t, wrong)}</p>}
      <div className={props.inline ? 'choices inline' : 'choices'}>
        {shown.map((option) => (
          <Choice key={option.value} option={option} props={props} chosen={chosen} />
        ))}
      </div>
      {rest.length === 0 || props.more === undefined ? null : (
        <details open={rest.some((option) => chosen.includes(option.value))}>
          <summary>{props.more.label}</summary>
          <div className="choices">
            {rest.map((option) => (
              <Choice key={option.value} option={option} props={props} chosen={chosen} />
            ))}
          </div>
        </details>
      )}
    </fieldset>
  )
}

function Choice({
  option,
  props,
  chosen,
}: {
  readonly option: Option
  readonly props: ChoicesProps
  readonly chosen: readonly string[]
}) {
  return (
    <label className="choice" data-key={option.key}>
      <input
        type={props.several ? 'checkbox' : 'radio'}
        name={props.name}
        value={option.value}
        defaultChecked={chosen.includes(option.value)}
      />
      <span>
        {option.label}
        {option.key === undefined ? null : <kbd aria-hidden="true">{option.key}</kbd>}
        {option.hint === undefined ? null : <small>{option.hint}</small>}
      </span>
    </label>
  )
}

/** Day, month and year, each of which may stay empty, and "about". Field names: `<name>.day`, `.month`, `.year`, `.about`. */
export function DateField(props: Simple & { readonly heading?: boolean; readonly about?: boolean }) {
  const { t } = useText()
  const id = idFor(props.at ?? props.name)
  const wrong = refusalAt(props.refusals ?? [], props.at ?? props.name)
  const [year = '', month = '', day = ''] = (props.value ?? '').replace('~', '').split('-')
  const given = (part: string, otherwise: string): string =>
    props.typed?.[`${props.name}.${part}`] === undefined ? otherwise : first(props.typed, `${props.name}.${part}`)
  const about = props.typed === undefined ? (props.value?.endsWith('~') ?? false) : given('about', '') === 'yes'
  return (
    <fieldset
      className={wrong === undefined ? 'field' : 'field error'}
      id={id}
      tabIndex={-1}
      aria-describedby={props.hint === undefined ? undefined : `${id}-hint`}
    >
      <legend>{props.heading ? <h1>{props.label}</h1> : props.label}</legend>
      {props.hint === undefined ? null : (
        <p className="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {wrong === undefined ? null : <p className="why">{refusalText(t, wrong)}</p>}
      <div className="inline">
        {(
          [
            ['day', day],
            ['month', month],
            ['year', year],
          ] as const
        ).map(([part, value]) => (
          <div key={part}>
            <label htmlFor={`${id}-${part}`} className="small">
              {t(`ui.date.${part}`)}
            </label>
            <input
              className="short"
              type="text"
              inputMode="numeric"
              id={`${id}-${part}`}
              name={`${props.name}.${part}`}
              defaultValue={given(part, value)}
              autoComplete="off"
              maxLength={part === 'year' ? 4 : 2}
            />
          </div>
        ))}
        {props.about === false ? null : (
          <label className="choice small">
            <input type="checkbox" name={`${props.name}.about`} value="yes" defaultChecked={about} />
            {t('ui.date.about')}
          </label>
        )}
      </div>
    </fieldset>
  )
}

/** The partial date typed into a `DateField`: EDTF text, or what was typed when it is no date, or nothing. */
export function dateFrom(form: FormData, name: string): string | undefined {
  const part = (which: string): string => field(form, `${name}.${which}`)
  const [year, month, day] = [part('year'), part('month'), part('day')]
  if (year === '' && month === '' && day === '') return undefined
  const two = (text: string): string => text.padStart(2, '0')
  const date = [
    year.padStart(4, '0'),
    ...(month === '' && day === '' ? [] : [two(month)]),
    ...(day === '' ? [] : [two(day)]),
  ].join('-')
  return part('about') === 'yes' && day === '' ? `${date}~` : date
}
