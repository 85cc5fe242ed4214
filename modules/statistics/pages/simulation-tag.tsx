import { Tag, useText, type Tone } from '@convive/ui'
import type { SimulationState } from '../store/simulations.ts'

const tones: Readonly<Record<SimulationState, Tone>> = {
  waiting: 'wait',
  running: 'wait',
  done: 'yes',
  refused: 'no',
  'too-long': 'no',
  cancelled: 'unknown',
}

export function SimulationTag({ state }: { readonly state: SimulationState }) {
  const { t } = useText()
  return <Tag tone={tones[state]}>{t(`statistics.simulation.${state}`)}</Tag>
}
