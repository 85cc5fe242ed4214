import type { Progress } from '@convive/server'
import type { Terminal } from './run.ts'

/** A line at most every two seconds: percentage, persons a second, time left. */
export function teller(terminal: Terminal, clock: () => number = () => performance.now()): Progress {
  let [part, began, told] = ['', 0, 0]
  return (now, fraction, persons) => {
    const at = clock()
    if (now !== part) [part, began, told] = [now, at, at]
    if (at - told < 2000) return
    told = at
    const seconds = (at - began) / 1000
    const left = fraction > 0 ? Math.ceil((seconds * (1 - fraction)) / fraction) : undefined
    const rate = persons === undefined ? '' : `, ${Math.round(persons.done / seconds)} persons/s`
    terminal.warn(
      `${part}: ${Math.floor(fraction * 100)} %${rate}${left === undefined ? '' : `, ${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')} left`}`,
    )
  }
}
