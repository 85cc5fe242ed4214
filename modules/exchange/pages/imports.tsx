import {
  Actions,
  ask,
  Choices,
  Crumbs,
  DataTable,
  Empty,
  ErrorSummary,
  Field,
  field,
  Form,
  redirect,
  scope,
  typedOf,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { AnswerOf } from '@convive/commands'
import type { importTemplate } from '../queries/import-template.ts'
import type { listImports } from '../queries/list-imports.ts'
import { ColumnList } from './column-list.tsx'
import { fileIn, sendFile } from './send-file.ts'
import { StateTag } from './state-tag.tsx'

type Loaded = {
  readonly list: AnswerOf<typeof listImports>['imports']
  readonly columns: AnswerOf<typeof importTemplate>['columns']
}

export async function loader(args: PageArgs): Promise<Loaded> {
  const { imports } = await ask<typeof listImports>(args, 'exchange/list-imports', {})
  const { columns } = await ask<typeof importTemplate>(args, 'exchange/import-template', { locale: scope(args).locale })
  return { list: imports, columns }
}

/** Takes a file and has it checked; nobody is registered before somebody has seen what was found. */
export async function action(args: PageArgs): Promise<RefusedForm> {
  const at = scope(args)
  const typed = typedOf(at.form)
  const file = fileIn(at.form)
  if (!(file instanceof File)) return { refusals: file.refusals, typed }
  const dates = field(at.form, 'dates') === 'month-first' ? 'month-first' : 'day-first'
  const sent = await sendFile(at, file, { dates, key: field(at.form, '_key') })
  if ('refusals' in sent) return { refusals: sent.refusals, typed }
  throw redirect(`/${at.locale}/desk/imports/${sent.importId}`)
}

export default function Imports({ loaderData, actionData }: { readonly loaderData: Loaded; readonly actionData?: RefusedForm }) {
  const { t, locale, formats, timeZone } = useText()
  const refusals = actionData?.refusals ?? []
  const { list, columns } = loaderData
  return (
    <>
      <title>{`${t('exchange.imports.title')} · Convive`}</title>
      <ErrorSummary refusals={refusals} />
      <Crumbs trail={[{ href: `/${locale}/desk`, label: t('exchange.imports.desk') }]} here={t('exchange.imports.title')} />
      <h1>{t('exchange.imports.title')}</h1>
      <p>{t('exchange.imports.about')}</p>
      <h2>{t('exchange.template.title')}</h2>
      <p>{t('exchange.template.about')}</p>
      <Actions>
        <a className="button quiet" href={`/${locale}/desk/imports/template?format=xlsx`}>
          {t('exchange.template.xlsx')}
        </a>
        <a className="button quiet" href={`/${locale}/desk/imports/template?format=csv`}>
          {t('exchange.template.csv')}
        </a>
        <a className="button quiet" href={`/${locale}/desk/imports/field-form`}>
          {t('exchange.template.field-form')}
        </a>
      </Actions>
      <ColumnList columns={columns} />
      <h2>{t('exchange.send.title')}</h2>
      <Form files>
        <Field name="file" label={t('exchange.send.file')} hint={t('exchange.send.hint')} refusals={refusals}>
          {(aria) => <input {...aria} type="file" name="file" accept=".csv,.txt,.tsv,.xlsx,.xlsm,.xml,.zip" />}
        </Field>
        <Choices
          name="dates"
          label={t('exchange.send.dates')}
          hint={t('exchange.send.dates-hint')}
          value="day-first"
          typed={actionData?.typed}
          options={(['day-first', 'month-first'] as const).map((value) => ({ value, label: t(`exchange.send.${value}`) }))}
        />
        <button className="button">{t('exchange.send.check')}</button>
      </Form>
      {list.length === 0 ? (
        <Empty>{t('exchange.imports.none')}</Empty>
      ) : (
        <DataTable
          caption={t('exchange.imports.recent')}
          head={[
            { label: t('exchange.imports.file') },
            { label: t('exchange.imports.state') },
            { label: t('exchange.imports.persons'), number: true },
            { label: t('exchange.imports.out'), number: true },
            { label: t('exchange.imports.by') },
            { label: t('exchange.imports.when') },
          ]}
        >
          {list.map((one) => (
            <tr key={one.importId}>
              <th scope="row">
                <a href={`/${locale}/desk/imports/${one.importId}`}>{one.name === '' ? t('ui.unknown') : one.name}</a>
              </th>
              <td>
                <StateTag state={one.state} />
              </td>
              <td className="n">{one.dryRun ? '—' : formats.number(one.persons)}</td>
              <td className="n">{formats.number(one.refused)}</td>
              <td>{one.by}</td>
              <td>{formats.moment(new Date(one.begun), timeZone)}</td>
            </tr>
          ))}
        </DataTable>
      )}
    </>
  )
}
