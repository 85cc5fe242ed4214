import { Form, useText } from '@convive/ui'
import type { Shown } from './interview-shown.ts'

/** The answers kept for some weeks, only if somebody asks for it; the code is shown once. */
export function InterviewKeep({ shown }: { readonly shown: Shown }) {
  const { t, formats, locale } = useText()
  if (shown.known) return null
  if (shown.saved !== undefined)
    return (
      <section className="card" role="status">
        <h2>{t('procedures.saved.title')}</h2>
        <p>{t('procedures.saved.code')}</p>
        <p className="code">
          <strong>{shown.saved.code}</strong>
        </p>
        <p>{t('procedures.saved.until', { day: formats.date(shown.saved.until) })}</p>
        <p>
          <a href={`/${locale}/interview/saved`}>{t('procedures.saved.have-code')}</a>
        </p>
      </section>
    )
  if (!shown.started) return null
  return (
    <Form className="card no-print">
      <input type="hidden" name="sealed" value={shown.sealed} />
      <h2>{t('procedures.saved.offer')}</h2>
      <p>{t('procedures.saved.explain')}</p>
      <button className="button quiet" name="do" value="save">
        {t('procedures.saved.save')}
      </button>
    </Form>
  )
}
