import type { AnswerOf } from '@convive/commands'
import { useText } from '@convive/ui'
import type { checkDuplicates } from '../queries/check-duplicates.ts'

type Reason = AnswerOf<typeof checkDuplicates>['people'][number]['likely'][number]['reasons'][number]

/** One thing that two records share or do not share, with the word for what the mark beside it means. */
export function ReasonLine({ reason }: { readonly reason: Reason }) {
  const { t } = useText()
  const { field, level, favours } = reason
  return (
    <li className={favours === 'same' ? undefined : 'not'}>
      {favours === 'neither' ? null : (
        <span className="unseen">{t(`registry.duplicates.speaks-${favours === 'same' ? 'for' : 'against'}`)}</span>
      )}{' '}
      {t(`matching.${field}.${level}`)}
    </li>
  )
}
