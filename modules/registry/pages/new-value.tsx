import type { StoredFact } from '@convive/facts'
import type { Refusal } from '@convive/kernel'
import { Choices, SelectField, TextField, useText, type Option, type Typed } from '@convive/ui'
import { useFactRows } from './fact-rows.tsx'
import { useOptions, type Lists } from './options.ts'
import { correctable } from './read-correction.ts'

type Props = {
  readonly fact: string
  readonly known: StoredFact | undefined
  readonly lists: Lists
  readonly typed?: Typed | undefined
  readonly refusals?: readonly Refusal[] | undefined
}

/** One question, asked the way its fact is asked: a choice where there are codes, boxes where several hold, a line of text. */
export function NewValue({ fact, known, lists, typed, refusals }: Props) {
  const { t } = useText()
  const options = useCodes(fact, lists)
  const shared = { typed, refusals, at: 'answer', label: t('registry.correct.value') }
  const held = known?.state === 'value' ? known.value : undefined
  const texts = typeof held === 'object' ? held : held === undefined ? [] : [String(held)]
  switch (correctable[fact]) {
    case 'code':
      return <SelectField name="value" empty="—" options={options} value={texts[0]} {...shared} />
    case 'codes':
      return <Several options={options} texts={texts} {...shared} />
    case 'ties':
      return <Choices name="value" several options={options} values={texts} {...shared} />
    case 'yes-no':
      return (
        <Choices
          name="value"
          inline
          options={(['yes', 'no'] as const).map((one) => ({ value: one, label: t(`ui.${one}`) }))}
          values={held === true ? ['yes'] : held === false ? ['no'] : []}
          {...shared}
        />
      )
    case 'papers':
      return <Papers lists={lists} texts={texts} typed={typed} refusals={refusals} />
    case 'date':
      return <TextField name="value" hint={t('registry.correct.date-hint')} value={texts[0]} {...shared} />
    case 'surnames':
      return <TextField name="value" hint={t('registry.correct.surnames-hint')} value={texts.join(', ')} {...shared} />
    case 'text':
    case undefined:
      return <TextField name="value" value={texts[0]} {...shared} />
  }
}

function useCodes(fact: string, lists: Lists): readonly Option[] {
  const { t } = useText()
  const options = useOptions(lists)
  switch (fact) {
    case 'sex':
      return (['F', 'M', 'X', 'U'] as const).map((one) => ({ value: one, label: t(`registry.sex.${one}`) }))
    case 'entry_manner':
      return (['regular', 'irregular'] as const).map((one) => ({ value: one, label: t(`registry.entry.${one}`) }))
    case 'population_group':
      return options('populationGroups')
    case 'marital_status':
      return options('maritalStatuses')
    case 'languages':
      return options('languages')
    case 'ties':
      return options('ties')
    default:
      return options('countries')
  }
}

type SeveralProps = {
  readonly options: readonly Option[]
  readonly texts: readonly string[]
  readonly label: string
  readonly at: string
  readonly typed: Typed | undefined
  readonly refusals: readonly Refusal[] | undefined
}

/** Up to three of a long list; which of the boxes is used does not matter. */
function Several({ options, texts, label, typed, refusals }: SeveralProps) {
  const chosen = typed?.['value'] ?? texts
  return (
    <div className="grid">
      {[0, 1, 2].map((n) => (
        <SelectField
          key={n}
          name="value"
          at={n === 0 ? 'answer' : `answer-${n + 1}`}
          label={n === 0 ? label : `${label} (${n + 1})`}
          empty="—"
          options={options}
          value={chosen[n]}
          refusals={refusals}
        />
      ))}
    </div>
  )
}

/** The papers known, each of which may be dropped, and one more. */
function Papers({
  lists,
  texts,
  typed,
  refusals,
}: Pick<Props, 'lists' | 'typed' | 'refusals'> & { readonly texts: readonly string[] }) {
  const { t } = useText()
  const options = useOptions(lists)
  const rows = useFactRows(lists)
  const from = { assurance: 'claimed', by: '', on: '2000-01-01' } as const
  const told = (text: string): string => rows({ documents: { state: 'value', value: [text], from } })[0]?.value ?? text
  return (
    <>
      {texts.length === 0 ? null : (
        <Choices
          name="kept"
          several
          label={t('registry.correct.papers')}
          options={texts.map((text) => ({ value: text, label: told(text) }))}
          values={typed === undefined ? texts : (typed['kept'] ?? [])}
        />
      )}
      <h3>{t('registry.correct.new-paper')}</h3>
      <div className="grid">
        <SelectField
          name="kind"
          at="answer"
          label={t('registry.field.document-kind')}
          empty="—"
          options={options('documents')}
          typed={typed}
          refusals={refusals}
        />
        <SelectField
          name="country"
          label={t('registry.field.document-country')}
          empty="—"
          options={options('countries')}
          typed={typed}
        />
        <TextField name="number" label={t('registry.field.document-number')} typed={typed} />
        <TextField
          name="expires"
          label={t('registry.field.document-expires')}
          hint={t('registry.field.document-expires-hint')}
          typed={typed}
        />
      </div>
    </>
  )
}
