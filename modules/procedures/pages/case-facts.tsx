import { useText } from '@convive/ui'
import type { GivenAnswer } from '../domain/ask-fact.ts'
import { useTelling } from './use-telling.ts'

/** The facts of a made-up person, in words. */
export function CaseFacts({ facts }: { readonly facts: readonly GivenAnswer[] }) {
  const { t, locale, formats } = useText()
  const tell = useTelling()
  const said = (one: GivenAnswer): string => {
    const { state } = one.state
    return state === 'unknown' || state === 'declined' ? t(`procedures.law.case.${state}`) : tell(one)
  }
  if (facts.length === 0) return t('procedures.law.case.nothing')
  return (
    <ul>
      {facts.map((one) => (
        <li key={one.id}>{formats.labelled(one.label[locale], said(one))}</li>
      ))}
    </ul>
  )
}
