import type { AnswerOf } from '@convive/commands'
import type { Refusal } from '@convive/kernel'
import { ErrorSummary, field, Form, scope, TextField, tryAsk, typedOf, useText, type PageArgs, type Typed } from '@convive/ui'
import type { savedInterview } from '../queries/saved-interview.ts'
import type { Kept } from './parse-kept.ts'

type Shown = {
  readonly found?: { readonly sealed: string; readonly until: string; readonly count: number; readonly code: string } | undefined
  readonly gone?: boolean
  readonly refusals: readonly Refusal[]
  readonly typed?: Typed | undefined
}

export function loader(): Shown {
  return { refusals: [] }
}

export async function action(args: PageArgs): Promise<Shown> {
  const at = scope(args)
  const code = field(at.form, 'code')
  if (field(at.form, 'do') === 'forget') {
    const gone = await at.doors.dispatch('procedures/forget-saved-interview', { code })
    return gone.ok ? { gone: true, refusals: [] } : { refusals: gone.refusals }
  }
  const saved = await tryAsk<typeof savedInterview>(args, 'procedures/saved-interview', { code })
  if (!saved.ok) return { refusals: saved.refusals, typed: typedOf(at.form) }
  const { until, ...kept } = saved.value satisfies AnswerOf<typeof savedInterview> & Kept
  return { found: { sealed: at.seal(kept), until, count: kept.order.length, code }, refusals: [] }
}

/** Opens answers that were kept under a code; they go on where they were left, or are deleted. */
export default function SavedInterview({ loaderData, actionData }: { readonly loaderData: Shown; readonly actionData?: Shown }) {
  const { t, locale, formats } = useText()
  const { found, gone, refusals, typed } = actionData ?? loaderData
  const title = t('procedures.saved.open-title')
  return (
    <>
      <title>{`${title} · Convive`}</title>
      <ErrorSummary refusals={refusals} />
      <h1>{title}</h1>
      {gone === true ? (
        <p className="note" role="status">
          {t('procedures.saved.gone')}
        </p>
      ) : null}
      {found === undefined ? (
        <Form>
          <TextField
            name="code"
            label={t('procedures.saved.your-code')}
            hint={t('procedures.saved.your-code-hint')}
            refusals={refusals}
            typed={typed}
          />
          <button className="button">{t('procedures.saved.open')}</button>
        </Form>
      ) : (
        <>
          <p role="status">{t('procedures.saved.found', { count: found.count, day: formats.date(found.until) })}</p>
          <Form action={`/${locale}/interview`}>
            <input type="hidden" name="sealed" value={found.sealed} />
            <button className="button" name="do" value="go-on">
              {t('ui.go-on')}
            </button>
          </Form>
          <Form>
            <input type="hidden" name="code" value={found.code} />
            <button className="button quiet" name="do" value="forget">
              {t('procedures.saved.forget')}
            </button>
          </Form>
        </>
      )}
    </>
  )
}
