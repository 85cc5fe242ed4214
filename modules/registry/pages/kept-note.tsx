import { useText } from '@convive/ui'
import type { Kept } from './read-kept.ts'

/** What became of the answer before, and the way back to it. */
export function KeptNote({ kept }: { readonly kept: Kept | undefined }) {
  const { t, locale } = useText()
  if (kept === undefined) return null
  const { said, path } = kept
  const what =
    said === 'waits' || said === 'several'
      ? t(`registry.reviews.kept-${said}`)
      : t('registry.reviews.kept', { answer: t(`registry.duplicates.${said}`) })
  return (
    <p className="note" role="status">
      {what}{' '}
      <a href={`/${locale}/desk/duplicates/${path}`} data-key="b">
        {t('registry.reviews.back-to-it')}
      </a>
    </p>
  )
}

/** The queries count so far, and one more where there are more. */
const most = 999

/** The way to the next question, when nothing is to be said of this one. */
export function GoOn({ place, left }: { readonly place: string | undefined; readonly left: number }) {
  const { t, locale } = useText()
  if (left === 0) return null
  const after = place === undefined ? '' : `?after=${encodeURIComponent(place)}`
  return (
    <p>
      <a href={`/${locale}/desk/duplicates/next${after}`} data-key="n">
        {t('registry.reviews.next')}
      </a>{' '}
      <span className="soft">
        {left > most ? t('registry.reviews.left-more', { count: most }) : t('registry.reviews.left', { count: left })}
      </span>
    </p>
  )
}
