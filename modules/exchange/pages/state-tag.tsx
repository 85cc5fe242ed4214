import { Tag, useText, type Tone } from '@convive/ui'

const tones: Readonly<Record<string, Tone>> = {
  receiving: 'unknown',
  waiting: 'wait',
  running: 'wait',
  checked: 'wait',
  done: 'yes',
  cancelled: 'unknown',
  refused: 'no',
}

export function StateTag({ state }: { readonly state: string }) {
  const { t } = useText()
  return <Tag tone={tones[state] ?? 'unknown'}>{t(`exchange.state.${state}`)}</Tag>
}
