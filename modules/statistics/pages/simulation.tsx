import type { AnswerOf } from '@convive/commands'
import {
  Actions,
  ask,
  Crumbs,
  data,
  ErrorSummary,
  Form,
  submit,
  scope,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { codeLists } from '@convive/registry'
import type { cancelSimulation } from '../commands/cancel-simulation.ts'
import type { showSimulation } from '../queries/show-simulation.ts'
import { SimulationResult } from './simulation-result.tsx'
import { SimulationTag } from './simulation-tag.tsx'

/** While it is under way the page loads itself anew, by a header: no script, and it can be stopped. */
export async function loader(args: PageArgs) {
  const shown = await ask<typeof showSimulation>(args, 'statistics/show-simulation', {
    simulationId: args.params['simulationId'],
  })
  const lists = await ask<typeof codeLists>(args, 'registry/code-lists', {})
  const isMoving = shown.state === 'waiting' || shown.state === 'running'
  const refreshes = isMoving && !new URL(args.request.url).searchParams.has('still')
  return data({ shown, lists, refreshes }, refreshes ? { headers: { refresh: '2' } } : undefined)
}

export function headers({ loaderHeaders }: { readonly loaderHeaders: Headers }): Headers {
  return loaderHeaders
}

export function action(args: PageArgs): Promise<RefusedForm> {
  const { simulationId } = args.params
  return submit<typeof cancelSimulation>(args, {
    name: 'statistics/cancel-simulation',
    read: () => ({ simulationId }),
    done: () => `/${scope(args).locale}/desk/what-if/${simulationId}`,
  })
}

type Data = {
  readonly shown: AnswerOf<typeof showSimulation>
  readonly lists: AnswerOf<typeof codeLists>
  readonly refreshes: boolean
}

/** How far a simulation is, and what came out. */
export default function Simulation({ loaderData, actionData }: { readonly loaderData: Data; readonly actionData?: RefusedForm }) {
  const { t, locale, formats, path } = useText()
  const { shown, lists, refreshes } = loaderData
  const title = shown.title?.[locale] ?? shown.input.procedureId
  const here = path.split('?')[0] ?? ''
  const isMoving = shown.state === 'waiting' || shown.state === 'running'
  const done = Math.floor(shown.progress * 100)
  return (
    <>
      <title>{`${title} · ${t('statistics.what-if.title')} · Convive`}</title>
      <ErrorSummary refusals={actionData?.refusals ?? []} />
      <Crumbs trail={[{ href: `/${locale}/desk/what-if`, label: t('statistics.what-if.title') }]} here={title} />
      <h1>{title}</h1>
      <p>
        <SimulationTag state={shown.state} />
      </p>
      <Changes shown={shown} />
      {isMoving ? (
        <>
          <p className="note">
            <progress max={100} value={done} aria-label={t('statistics.simulation.far', { percent: done })} />{' '}
            {t('statistics.simulation.far', { percent: done })} {t('statistics.simulation.leave')}{' '}
            {refreshes ? (
              <a href={`${here}?still=1`}>{t('statistics.simulation.still')}</a>
            ) : (
              <a href={here}>{t('statistics.simulation.look')}</a>
            )}
          </p>
          <Form>
            <button className="button quiet">{t('statistics.simulation.cancel')}</button>
          </Form>
        </>
      ) : null}
      {shown.state === 'too-long' ? <p className="note">{t('statistics.simulation.too-long-about')}</p> : null}
      {shown.faults.length === 0 ? null : (
        <section className="card">
          <h2>{t('statistics.simulation.faults')}</h2>
          <ul>
            {shown.faults.map((one) => (
              <li key={`${one.in} ${one.line} ${one.column}`}>
                <strong>{shown.conditions.find(({ id }) => id === one.in)?.words[locale] ?? one.in}</strong>{' '}
                {t('statistics.simulation.place', { line: one.line, column: one.column })} <span lang="en">{one.message}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {shown.shown === undefined ? null : <SimulationResult result={shown.shown} lists={lists} csv={`${here}/csv`} />}
      <Actions>
        <a className="button quiet" href={`/${locale}/desk/what-if?again=${shown.simulationId}`}>
          {t('statistics.simulation.again')}
        </a>
      </Actions>
      <section className="card">
        <h2>{t('statistics.simulation.how')}</h2>
        <p>{t('statistics.simulation.made-up', { day: formats.date(shown.releasedOn) })}</p>
        <p>{t('statistics.simulation.interval')}</p>
      </section>
    </>
  )
}

/** What was changed and assumed, in words. */
function Changes({ shown }: { readonly shown: Data['shown'] }) {
  const { t, locale, formats } = useText()
  const { conditions, window, fees } = shown.input
  const changed = Object.entries(conditions)
  if (changed.length === 0 && window === undefined && Object.keys(fees).length === 0 && shown.assumed.length === 0)
    return <p>{t('statistics.simulation.nothing')}</p>
  return (
    <ul>
      {changed.map(([id, feel]) => (
        <li key={id}>
          {shown.conditions.find((one) => one.id === id)?.words[locale] ?? id}
          {': '}
          {feel === null ? t('statistics.simulation.dropped') : <code lang="en">{feel}</code>}
        </li>
      ))}
      {window === undefined ? null : (
        <li>
          {t('statistics.simulation.window', {
            opens: window.opens === undefined ? '…' : formats.date(window.opens),
            closes: window.closes === undefined ? '…' : formats.date(window.closes),
          })}
        </li>
      )}
      {Object.keys(fees).length === 0 ? null : <li>{t('statistics.simulation.fees-changed')}</li>}
      {shown.assumed.length === 0 ? null : (
        <li>
          {t('statistics.simulation.assumed', {
            what: formats.list(shown.assumed.map((one) => one.label?.[locale] ?? one.id)),
          })}
        </li>
      )}
    </ul>
  )
}
