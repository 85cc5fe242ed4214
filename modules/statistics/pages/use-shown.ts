import { useText } from '@convive/ui'
import type { Shown, ShownInterval } from '../domain/shown-result.ts'

/** Counts and intervals in words: “none”, “few”, “1 200”, “from 20 to 300”. */
export function useShown(): {
  readonly count: (of: Shown) => string
  readonly interval: (of: ShownInterval) => string
} {
  const { t, formats } = useText()
  const count = (of: Shown): string => (of === 'none' ? '0' : of === 'few' ? t('statistics.simulation.few') : formats.number(of))
  return {
    count,
    interval: ({ least, most }) =>
      least === most
        ? count(least)
        : t('statistics.simulation.from-to', { least: count(least), most: count(most) }).replaceAll(' ', '\u00a0'),
  }
}
