import { makeDemoHere } from '@convive/server'
import type { Terminal } from './run.ts'
import { stoppable } from './stoppable.ts'
import { teller } from './teller.ts'

const usage = 'Write: convive demo --people N [--share 0.4] [--seed 1]'
const mostPeople = 10_000_000

/** `convive demo --people N`: made-up people of two organisations, to try things out and to measure. */
export async function demo(parameters: readonly string[], terminal: Terminal): Promise<number> {
  const asked = read(parameters)
  const made = await stoppable(
    (signal) => makeDemoHere({ ...asked, environment: terminal.environment, progress: teller(terminal), signal }),
    'Stopped. Everybody registered so far stays; the same call goes on from there.',
  )
  if ('fault' in made) {
    terminal.warn(
      'Somebody works here for real, or people are registered. Made-up people are not mixed with them: nothing was made.',
    )
    return 1
  }
  const [north, south] = made.held
  terminal.say(
    `${made.persons} made-up persons are here, ${north} at the first office and ${south} at the second, ${made.seconds.toFixed(1)} s, ${Math.round(made.persons / made.seconds)} persons/s`,
  )
  return 0
}

function read(parameters: readonly string[]): { readonly people: number; readonly share: number; readonly seed: number } {
  const given = new Map<string, number>()
  for (let at = 0; at < parameters.length; at += 2) {
    const name = parameters[at] ?? ''
    const text = parameters[at + 1] ?? ''
    const number = Number(text)
    if (!['--people', '--share', '--seed'].includes(name) || given.has(name) || text.trim() === '' || !Number.isFinite(number))
      throw new Error(`${name} ${text} is not understood. ${usage}`)
    given.set(name, number)
  }
  const [people = Number.NaN, share = 0.4, seed = 1] = [given.get('--people'), given.get('--share'), given.get('--seed')]
  if (!Number.isInteger(people) || people < 1 || people > mostPeople)
    throw new Error(`--people is a whole number up to ${mostPeople}. ${usage}`)
  if (share < 0 || share > 1) throw new Error(`--share is between 0 and 1, such as 0.001. ${usage}`)
  if (!Number.isInteger(seed) || seed < 1 || seed > 1_000_000) throw new Error(`--seed is a whole number from 1. ${usage}`)
  return { people, share, seed }
}
