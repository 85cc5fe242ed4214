import type { AnswerOf } from '@convive/commands'
import { useText } from '@convive/ui'
import type { myData } from '../queries/my-data.ts'
import { ShareList } from './share-list.tsx'

/** Who can read a person's record, told to themselves, with a button to stop each share. */
export function MyShares({ mine }: { readonly mine: AnswerOf<typeof myData> }) {
  const { t } = useText()
  return (
    <ShareList title={t('registry.share.readers')} shares={mine.shares} personId={mine.personId}>
      {mine.office === undefined ? null : <p>{t('registry.share.office', { office: mine.office })}</p>}
      {mine.shares.some((one) => one.holds) ? null : <p>{t('registry.share.only-office')}</p>}
    </ShareList>
  )
}
