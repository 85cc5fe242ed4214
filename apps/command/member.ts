import { renewAtMachine, runningDatabase } from '@convive/server'
import { reachDatabase } from './reach-database.ts'
import type { Terminal } from './run.ts'

/** `convive member renew SIGN-IN-NAME`: for the only administrator, whom no other can give a new code. */
export async function member([verb, signInName, ...more]: readonly string[], terminal: Terminal): Promise<number> {
  if (verb !== 'renew' || signInName === undefined || more.length > 0)
    throw new Error('Write: convive member renew SIGN-IN-NAME, such as: convive member renew administrator')
  const here = runningDatabase(terminal.environment)
  const renewed = await reachDatabase(here, () => renewAtMachine(here, signInName))
  if (renewed.ok) {
    terminal.say(
      `One-time code for ${signInName}: ${renewed.value.code}\nIt works once, for three days, on the page “Start with your code”.`,
    )
    return 0
  }
  const [{ code }] = renewed.refusals
  terminal.warn(
    code === 'accounts/member-not-found'
      ? `${code}: nobody signs in as ${JSON.stringify(signInName)}.`
      : `${code}: this access is closed. An administrator opens it on the page of the organisation.`,
  )
  return 1
}
