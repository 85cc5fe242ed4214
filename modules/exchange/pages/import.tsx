import {
  Actions,
  ask,
  Crumbs,
  data,
  ErrorSummary,
  field,
  Form,
  refusalText,
  scope,
  submit,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { AnswerOf } from '@convive/commands'
import type { cancelImport } from '../commands/cancel-import.ts'
import type { runImport } from '../commands/run-import.ts'
import type { importTemplate } from '../queries/import-template.ts'
import type { showImport } from '../queries/show-import.ts'
import { OutRows } from './out-rows.tsx'
import { Progress } from './progress.tsx'
import { StateTag } from './state-tag.tsx'

type Loaded = {
  readonly shown: AnswerOf<typeof showImport>
  readonly columns: AnswerOf<typeof importTemplate>['columns']
  readonly refreshes: boolean
}

/** While it is under way the page loads itself anew every few seconds, by a header: no script, and it can be stopped. */
export async function loader(args: PageArgs) {
  const shown = await ask<typeof showImport>(args, 'exchange/show-import', { importId: args.params['importId'] })
  const { columns } = await ask<typeof importTemplate>(args, 'exchange/import-template', { locale: scope(args).locale })
  const moving = shown.state === 'waiting' || shown.state === 'running'
  const refreshes = moving && !new URL(args.request.url).searchParams.has('still')
  const loaded: Loaded = { shown, columns, refreshes }
  return data(loaded, refreshes ? { headers: { refresh: '4' } } : undefined)
}

export function headers({ loaderHeaders }: { readonly loaderHeaders: Headers }): Headers {
  return loaderHeaders
}

export function action(args: PageArgs): Promise<RefusedForm> {
  const at = scope(args)
  const { importId } = args.params
  const here = `/${at.locale}/desk/imports/${importId}`
  if (field(at.form, 'do') === 'cancel')
    return submit<typeof cancelImport>(args, { name: 'exchange/cancel-import', read: () => ({ importId }), done: () => here })
  return submit<typeof runImport>(args, {
    name: 'exchange/run-import',
    read: () => ({ importId, dryRun: false }),
    done: () => here,
  })
}

export default function Import({ loaderData, actionData }: { readonly loaderData: Loaded; readonly actionData?: RefusedForm }) {
  const { t, locale } = useText()
  const { shown, columns, refreshes } = loaderData
  const name = shown.name === '' ? t('ui.unknown') : shown.name
  const trail = [
    { href: `/${locale}/desk`, label: t('exchange.imports.desk') },
    { href: `/${locale}/desk/imports`, label: t('exchange.imports.title') },
  ]
  return (
    <>
      <title>{`${name} · Convive`}</title>
      <ErrorSummary refusals={actionData?.refusals ?? []} />
      <Crumbs trail={trail} here={name} />
      <h1>{name}</h1>
      <p>
        <StateTag state={shown.state} />
      </p>
      <Progress shown={shown} refreshes={refreshes} />
      <Found shown={shown} />
      <Steps shown={shown} />
      <OutRows shown={shown} columns={columns} />
    </>
  )
}

type Shown = AnswerOf<typeof showImport>

/** In sentences: who is in or could be, who stays out, who needs another look. */
function Found({ shown }: { readonly shown: Shown }) {
  const { t, locale, formats } = useText()
  const { persons, households, already, refused, likely, notice, state, dryRun } = shown
  if (state === 'receiving' || state === 'waiting') return null
  return (
    <>
      {notice.refusals.length === 0 ? null : (
        <div className="note wait">
          {notice.refusals.map((one) => (
            <p key={`${one.code} ${one.at ?? ''}`}>{refusalText(t, one)}</p>
          ))}
        </div>
      )}
      {shown.rows === 0 ? null : (
        <ul>
          <li>{t(dryRun ? 'exchange.found.ready' : 'exchange.found.registered', { persons, households })}</li>
          {already === 0 ? null : <li>{t('exchange.found.already', { count: already })}</li>}
          <li>{t('exchange.found.out', { count: refused })}</li>
          {likely === 0 ? null : (
            <li>
              {t('exchange.found.likely', { count: likely })}{' '}
              <a href={`/${locale}/desk/duplicates`}>{t('exchange.found.review')}</a>
            </li>
          )}
        </ul>
      )}
      {shown.encoding === 'windows-1252' ? <p className="note wait">{t('exchange.found.letters')}</p> : null}
      {notice.ignored.length === 0 ? null : (
        <p className="note wait">
          {t(shown.isForm ? 'exchange.found.left-out' : 'exchange.found.ignored', {
            columns: formats.list(notice.ignored.map((one) => one.heading)),
          })}
        </p>
      )}
      {(notice.remarks ?? []).length === 0 ? null : (
        <details className="note wait">
          <summary>{t('exchange.found.remarks')}</summary>
          <ul>
            {(notice.remarks ?? []).map((one, at) => (
              <li key={at}>
                {one.at === undefined ? null : <strong>{one.at}: </strong>}
                {refusalText(t, one)}
              </li>
            ))}
          </ul>
        </details>
      )}
      {state === 'checked' ? <p>{t('exchange.found.nobody-yet')}</p> : null}
      {state === 'cancelled' && persons > 0 && !dryRun ? <p>{t('exchange.found.stays')}</p> : null}
    </>
  )
}

function Steps({ shown }: { readonly shown: Shown }) {
  const { t, locale, path } = useText()
  const { state, persons, rowsDone } = shown
  const here = path.split('?')[0] ?? ''
  return (
    <>
      {state === 'checked' && persons > 0 ? (
        <Form>
          <button className="button" name="do" value="run">
            {t('exchange.step.register', { count: persons })}
          </button>
        </Form>
      ) : null}
      <Actions>
        {rowsDone === 0 ? null : (
          <a className="button quiet" href={`${here}/report`}>
            {t('exchange.step.report')}
          </a>
        )}
        {state === 'done' || state === 'cancelled' || state === 'refused' ? (
          <a className="button quiet" href={`/${locale}/desk/imports`}>
            {t('exchange.step.another')}
          </a>
        ) : (
          <Form>
            <button className="button quiet" name="do" value="cancel">
              {t('exchange.step.cancel')}
            </button>
          </Form>
        )}
      </Actions>
    </>
  )
}
