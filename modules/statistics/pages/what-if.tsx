import type { AnswerOf } from '@convive/commands'
import {
  ask,
  Crumbs,
  DataTable,
  ErrorSummary,
  field,
  parseAnswer,
  redirect,
  scope,
  SelectField,
  typedOf,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { askSimulation } from '../commands/ask-simulation.ts'
import type { listSimulations } from '../queries/list-simulations.ts'
import type { whatIfForm } from '../queries/what-if-form.ts'
import { ChangeForm } from './change-form.tsx'
import { readChange } from './read-change.ts'
import { SimulationTag } from './simulation-tag.tsx'

export async function loader(args: PageArgs) {
  const asked = new URL(args.request.url).searchParams
  const input = Object.fromEntries(
    (['procedure', 'again'] as const).flatMap((name) => {
      const value = asked.get(name)?.slice(0, 80) ?? ''
      return value === '' ? [] : [[name === 'procedure' ? 'procedureId' : 'simulationId', value]]
    }),
  )
  const form = await ask<typeof whatIfForm>(args, 'statistics/what-if-form', input)
  const { simulations } = await ask<typeof listSimulations>(args, 'statistics/list-simulations', {})
  return { form, simulations }
}

/** Asks, and shows how far it is; what is typed stays when it is refused. */
export async function action(args: PageArgs): Promise<RefusedForm> {
  const at = scope(args)
  const asked = new URL(args.request.url).searchParams
  const input = Object.fromEntries(
    asked.has('again') ? [['simulationId', asked.get('again')]] : [['procedureId', asked.get('procedure') ?? '']],
  )
  const form = await ask<typeof whatIfForm>(args, 'statistics/what-if-form', input)
  const typed = typedOf(at.form)
  if (form.chosen === undefined) return { refusals: [{ code: 'statistics/procedure-not-found' }], typed }
  const read = readChange(at.form, form.chosen)
  if (!read.ok) return { refusals: read.refusals, typed }
  const made = await at.doors.dispatch('statistics/ask-simulation', read.value, { key: field(at.form, '_key') })
  if (!made.ok) return { refusals: made.refusals, typed }
  throw redirect(`/${at.locale}/desk/what-if/${parseAnswer<AnswerOf<typeof askSimulation>>(made.value).simulationId}`)
}

type Data = Awaited<ReturnType<typeof loader>>

/** What a change of a law would do: choose the law, change it, ask. */
export default function WhatIf({ loaderData, actionData }: { readonly loaderData: Data; readonly actionData?: RefusedForm }) {
  const { t, locale, formats, timeZone } = useText()
  const { form, simulations } = loaderData
  const { chosen } = form
  const title = chosen === undefined ? t('statistics.what-if.title') : chosen.title[locale]
  return (
    <>
      <title>{`${t('statistics.what-if.title')} · Convive`}</title>
      <ErrorSummary refusals={actionData?.refusals ?? []} />
      <Crumbs
        trail={
          chosen === undefined
            ? [{ href: `/${locale}/desk/counts`, label: t('statistics.count.title') }]
            : [{ href: `/${locale}/desk/what-if`, label: t('statistics.what-if.title') }]
        }
        here={title}
      />
      <h1>{title}</h1>
      <p>{t('statistics.what-if.about')}</p>
      <form method="get" action={`/${locale}/desk/what-if`} className="no-print">
        <SelectField
          name="procedure"
          label={t('statistics.what-if.procedure')}
          value={chosen?.id ?? ''}
          options={form.places.flatMap((place) =>
            form.procedures.filter((one) => one.place === place.id).map((one) => ({ value: one.id, label: one.title[locale] })),
          )}
        />
        <button className={chosen === undefined ? 'button' : 'button quiet'}>{t('statistics.what-if.choose')}</button>
      </form>
      {chosen === undefined ? null : <ChangeForm chosen={chosen} typed={form.typed} refused={actionData} />}
      {simulations.length === 0 ? null : (
        <DataTable
          caption={t('statistics.what-if.recent')}
          head={[
            { label: t('statistics.what-if.procedure') },
            { label: t('statistics.what-if.state') },
            { label: t('statistics.what-if.by') },
            { label: t('statistics.what-if.when') },
          ]}
        >
          {simulations.map((one) => (
            <tr key={one.simulationId}>
              <th scope="row">
                <a href={`/${locale}/desk/what-if/${one.simulationId}`}>{one.title?.[locale] ?? one.procedureId}</a>
              </th>
              <td>
                <SimulationTag state={one.state} />
              </td>
              <td>{one.by}</td>
              <td>{formats.moment(new Date(one.askedAt), timeZone)}</td>
            </tr>
          ))}
        </DataTable>
      )}
    </>
  )
}
