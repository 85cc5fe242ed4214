import { useText } from '@convive/ui'

/** What is kept, what is not, and how it is protected, in plain words. */
export default function Privacy() {
  const { t } = useText()
  const points = ['interview', 'registered', 'readers', 'law', 'counts', 'leave', 'languages'] as const
  return (
    <>
      <title>{`${t('web.privacy.title')} · Convive`}</title>
      <h1>{t('web.privacy.title')}</h1>
      {points.map((point) => (
        <section key={point} className="card">
          <h2>{t(`web.privacy.${point}.title`)}</h2>
          <p>{t(`web.privacy.${point}.text`)}</p>
        </section>
      ))}
    </>
  )
}
