import type { AnswerOf } from '@convive/commands'
import type { Refusal } from '@convive/kernel'
import { ask, Crumbs, ErrorSummary, Field, Form, scope, tryAsk, untrimmed, useText, type PageArgs } from '@convive/ui'
import type { Trial } from '../domain/trial/trial.ts'
import type { showFile } from '../queries/show-file.ts'
import type { tryChange } from '../queries/try-change.ts'
import { TrialResult } from './trial-result.tsx'

type File = AnswerOf<typeof showFile>
type Tried = { readonly text: string | undefined; readonly refusals: readonly Refusal[]; readonly trial?: Trial | undefined }

export function loader(args: PageArgs): Promise<File> {
  return ask<typeof showFile>(args, 'procedures/show-file', { procedureId: args.params['procedure'] ?? '' })
}

/** Tries the text that was typed; nothing is kept. */
export async function action(args: PageArgs): Promise<Tried> {
  // A browser sends every line end of a text as two characters.
  const text = untrimmed(scope(args).form, 'text').replaceAll('\r\n', '\n')
  const tried = await tryAsk<typeof tryChange>(args, 'procedures/try-change', {
    procedureId: args.params['procedure'] ?? '',
    text,
  })
  if (tried.ok) return { text, refusals: [], trial: tried.value }
  if (tried.refusals.some((one) => one.code === 'commands/not-allowed')) throw new Response(null, { status: 403 })
  // What is far too long is not sent back a second time.
  const isTooLong = tried.refusals.some((one) => one.code === 'procedures/text-too-large')
  return { text: isTooLong ? undefined : text, refusals: tried.refusals.map((one) => ({ ...one, at: 'text' })) }
}

/** An editor changes the text of a procedure and sees what that would do. */
export default function TryChange({ loaderData, actionData }: { readonly loaderData: File; readonly actionData?: Tried }) {
  const { t, locale } = useText()
  const { id, title, version, file } = loaderData
  const refusals = actionData?.refusals ?? []
  return (
    <>
      <title>{`${t('procedures.try.title')}: ${title[locale]} · Convive`}</title>
      <ErrorSummary refusals={refusals} />
      <Crumbs
        trail={[
          { href: `/${locale}/rights`, label: t('procedures.law.title') },
          { href: `/${locale}/rights/${id}`, label: title[locale] },
        ]}
        here={t('procedures.try.title')}
      />
      <h1>{t('procedures.try.title')}</h1>
      <p>{t('procedures.try.intro')}</p>
      {actionData?.trial === undefined ? null : <TrialResult trial={actionData.trial} />}
      <Form>
        <Field
          name="text"
          label={t('procedures.try.text', { file, version })}
          hint={t('procedures.try.hint')}
          refusals={refusals}
        >
          {(aria) => (
            <textarea
              {...aria}
              name="text"
              className="file"
              lang="en"
              rows={24}
              wrap="off"
              spellCheck={false}
              autoComplete="off"
              autoCapitalize="off"
              defaultValue={actionData?.text ?? loaderData.text}
            />
          )}
        </Field>
        <div className="actions">
          <button className="button">{t('procedures.try.do')}</button>
          <button className="button quiet" formAction={`/${locale}/desk/rights/${id}/file`}>
            {t('procedures.try.take')}
          </button>
        </div>
      </Form>
      <section className="card">
        <h2>{t('procedures.try.propose')}</h2>
        <ol>
          {(['take', 'read', 'send', 'check'] as const).map((step) => (
            <li key={step}>{t(`procedures.try.propose.${step}`)}</li>
          ))}
        </ol>
      </section>
    </>
  )
}
