import { rotateKeys, runningDatabase } from '@convive/server'
import { reachDatabase } from './reach-database.ts'
import type { Terminal } from './run.ts'
import { stoppable } from './stoppable.ts'
import { teller } from './teller.ts'

/** `convive keys rotate`: a new master key, while people work. */
export async function keys([verb, ...rest]: readonly string[], terminal: Terminal): Promise<number> {
  if (verb !== 'rotate' || rest.some((one) => one !== '--keep-old') || rest.length > 1)
    throw new Error('Write: convive keys rotate, or: convive keys rotate --keep-old')
  const here = runningDatabase(terminal.environment)
  const keepOld = rest.length > 0
  const rotated = await stoppable(
    (signal) => reachDatabase(here, () => rotateKeys(here, { progress: teller(terminal), keepOld, signal })),
    'Stopped. Both keys are in master.key and both open; go on with: convive keys rotate',
  )
  if (rotated.resumed) terminal.say('An earlier rotation was under way: it went on where it had stopped.')
  terminal.say(`${rotated.persons} keys of persons are wrapped under master key ${rotated.master} now.`)
  terminal.say(
    keepOld
      ? 'The old key is still in master.key. Copy the file to every server, then bring it to an end with: convive keys rotate'
      : `Copy master.key and installation.key of ${here.home.directory} to their second place now, and destroy every copy of the old master.key.`,
  )
  return 0
}
