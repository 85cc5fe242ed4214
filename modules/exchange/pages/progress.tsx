import { useText } from '@convive/ui'
import type { AnswerOf } from '@convive/commands'
import type { showImport } from '../queries/show-import.ts'

/** How far it is, how long it will still take, and that one may go away meanwhile. */
export function Progress({ shown, refreshes }: { readonly shown: AnswerOf<typeof showImport>; readonly refreshes: boolean }) {
  const { t, path, formats } = useText()
  const here = path.split('?')[0] ?? ''
  if (shown.state !== 'running' && shown.state !== 'waiting') return null
  const { rows, rowsDone, secondsLeft, before } = shown
  const far = t('exchange.progress.rows', { done: formats.number(rowsDone), rows: formats.number(rows) })
  return (
    <div className="note">
      {shown.state === 'waiting' ? (
        <p>{before === 0 ? t('exchange.progress.soon') : t('exchange.progress.before', { count: before })}</p>
      ) : rows === 0 ? (
        <p>{t('exchange.progress.reading')}</p>
      ) : (
        <p>
          <progress max={rows} value={rowsDone} aria-label={far} /> {far}
          {secondsLeft === undefined
            ? ''
            : ` · ${secondsLeft < 60 ? t('exchange.progress.seconds') : t('exchange.progress.minutes', { count: Math.ceil(secondsLeft / 60) })}`}
        </p>
      )}
      <p>
        {t('exchange.progress.leave')}{' '}
        {refreshes ? (
          <a href={`${here}?still=1`}>{t('exchange.progress.still')}</a>
        ) : (
          <a href={here}>{t('exchange.progress.again')}</a>
        )}
      </p>
    </div>
  )
}
