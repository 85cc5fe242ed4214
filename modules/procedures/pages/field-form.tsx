import type { AnswerOf } from '@convive/commands'
import { Actions, ask, Choices, Crumbs, ErrorSummary, scope, tryAsk, useText, type PageArgs } from '@convive/ui'
import type { collectionForm } from '../queries/collection-form.ts'
import type { listRights } from '../queries/list-rights.ts'
import { fieldFormAsked, fieldFormQuery } from './field-form-asked.ts'

export async function loader(args: PageArgs) {
  const asked = fieldFormAsked(args.request.url)
  const { places, found } = await ask<typeof listRights>(args, 'procedures/list-rights', {})
  const chosen = asked ?? { registration: true, procedures: [] }
  const input = { ...chosen, locale: scope(args).locale }
  // Asked also when nothing was chosen yet: whoever may not make a form is told at once.
  const made = await tryAsk<typeof collectionForm>(args, 'procedures/collection-form', input)
  if (!made.ok && !made.refusals.some(({ code }) => ofTheForm.has(code)))
    await ask<typeof collectionForm>(args, 'procedures/collection-form', input)
  const form = asked === undefined || !made.ok ? undefined : withoutFile(made.value)
  return { chosen, form, places, found, refusals: made.ok ? [] : made.refusals }
}

const ofTheForm: ReadonlySet<string> = new Set(['procedures/form-empty', 'procedures/procedure-not-found'])

/** The file is fetched apart: the page only tells what is in it. */
function withoutFile({ name, questions, notAsked }: AnswerOf<typeof collectionForm>) {
  return { name, questions, notAsked }
}

type Data = Awaited<ReturnType<typeof loader>>

/** Makes a form for telephones: what registration asks, and what procedures want to know. */
export default function FieldForm({ loaderData }: { readonly loaderData: Data }) {
  const { t, locale, formats } = useText()
  const { chosen, form, places, found, refusals } = loaderData
  const query = fieldFormQuery(chosen)
  return (
    <>
      <title>{`${t('procedures.field-form.title')} · Convive`}</title>
      <ErrorSummary refusals={refusals} />
      <Crumbs
        trail={[{ href: `/${locale}/desk/imports`, label: t('procedures.field-form.imports') }]}
        here={t('procedures.field-form.title')}
      />
      <h1>{t('procedures.field-form.title')}</h1>
      <p>{t('procedures.field-form.about')}</p>
      {form === undefined ? null : (
        <section className="card">
          <h2>{t('procedures.field-form.ready')}</h2>
          <p>{t('procedures.field-form.questions', { count: form.questions })}</p>
          <Actions>
            <a className="button" href={`/${locale}/desk/imports/field-form/file?${query}`} download={form.name}>
              {t('procedures.field-form.download')}
            </a>
          </Actions>
          {form.notAsked.length === 0 ? null : (
            <>
              <h3>{t('procedures.field-form.not-asked')}</h3>
              <ul>
                {form.notAsked.map(({ fact, label, why }) => (
                  <li key={fact}>{formats.labelled(label?.[locale] ?? fact, t(`forms.not-asked.${why}`))}</li>
                ))}
              </ul>
            </>
          )}
        </section>
      )}
      <form method="get" className="no-print">
        <Choices
          name="registration"
          label={t('procedures.field-form.registration')}
          hint={t('procedures.field-form.registration-hint')}
          value={chosen.registration ? 'yes' : 'no'}
          options={[
            { value: 'yes', label: t('ui.yes') },
            { value: 'no', label: t('ui.no') },
          ]}
        />
        {places.map((place) => (
          <Choices
            key={place.id}
            name="procedure"
            at={`procedure.${place.id}`}
            several
            label={place.name[locale]}
            values={[...chosen.procedures]}
            options={found.filter((one) => one.place === place.id).map((one) => ({ value: one.id, label: one.title[locale] }))}
          />
        ))}
        <button className="button">{t('procedures.field-form.make')}</button>
      </form>
      <h2>{t('procedures.field-form.next')}</h2>
      <ol>
        {(['try', 'collect', 'bring'] as const).map((step) => (
          <li key={step}>{t(`procedures.field-form.step-${step}`)}</li>
        ))}
      </ol>
    </>
  )
}
