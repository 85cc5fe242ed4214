import { Tag, useText } from '@convive/ui'
import type { FactUsed } from '../domain/facts-used.ts'
import { useTelling } from './use-telling.ts'

/** What a condition was judged on: each fact in words, and who said it, from what, when. */
export function FactsUsed({ facts }: { readonly facts: readonly FactUsed[] }) {
  const { t, locale, formats } = useText()
  const tell = useTelling()
  const sourceOf = ({ state, from }: FactUsed): string => {
    if (from !== undefined)
      return [t(`registry.assurance.${from.assurance}`), from.source ?? '', formats.date(from.on)]
        .filter((part) => part !== '')
        .join(' · ')
    return state.state === 'value' ? t('procedures.fact.from-office') : ''
  }
  return (
    <ul className="used">
      {facts.map((one) => (
        <li key={one.id}>
          {formats.labelled(one.label[locale], one.state.state === 'unknown' ? t('procedures.fact.not-known') : tell(one))}{' '}
          <small>{sourceOf(one)}</small>
          {one.needs === undefined ? null : (
            <>
              {' '}
              <Tag tone="wait">{t(`procedures.fact.needs.${one.needs === 'verified' ? 'verified' : 'evidenced'}`)}</Tag>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
