import { foundAtMachine, isTimeZone, runningDatabase, type FoundingFault } from '@convive/server'
import { reachDatabase } from './reach-database.ts'
import type { Terminal } from './run.ts'

const fields = ['--name', '--country', '--time-zone', '--prefix', '--administrator', '--sign-in-name'] as const
const usage =
  'Write: convive organisation found --name NAME --country BRA --time-zone America/Manaus --prefix MN --administrator "NAME" --sign-in-name NAME'

/** `convive organisation found …`: another organisation beside those that the installation has. */
export async function organisation([verb, ...rest]: readonly string[], terminal: Terminal): Promise<number> {
  if (verb !== 'found') throw new Error(usage)
  const [name, country, timeZone, officePrefix, administrator, signInName] = read(rest)
  if (!isTimeZone(timeZone)) throw new Error(`--time-zone is a name such as America/Bogota, not ${JSON.stringify(timeZone)}.`)
  // Four letters at most, as registration numbers are read.
  if (!/^[A-Z]{1,4}$/.test(officePrefix))
    throw new Error(`--prefix is one to four capital letters, not ${JSON.stringify(officePrefix)}.`)
  if (signInName.length < 3) throw new Error('--sign-in-name has three letters or more.')
  const founding = { name, country, timeZone, officePrefix, administrator: { name: administrator, signInName } }
  const here = runningDatabase(terminal.environment)
  const founded = await reachDatabase(here, () => foundAtMachine(here, founding))
  if ('fault' in founded) {
    terminal.warn(words[founded.fault])
    return 1
  }
  terminal.say(
    `${name} is founded. One-time code for ${signInName}: ${founded.code}\nIt works once, for three days, on the page “Start with your code”.`,
  )
  return 0
}

const words: Readonly<Record<FoundingFault, string>> = {
  country: '--country is a code of the list of countries, such as BRA. Nothing was founded.',
  name: 'An organisation has this name already. Nothing was founded.',
  prefix: 'An organisation has this prefix already: a number would not tell which office gave it. Nothing was founded.',
  'sign-in-name': 'Somebody signs in under this name already. Nothing was founded.',
}

/** Every field once, none empty, in the order of `fields`. */
function read(parameters: readonly string[]): readonly [string, string, string, string, string, string] {
  const given = new Map<string, string>()
  for (let at = 0; at < parameters.length; at += 2) {
    const field = fields.find((one) => one === parameters[at])
    if (field === undefined || given.has(field)) throw new Error(`${parameters[at]} is not a field, or stands twice. ${usage}`)
    given.set(field, parameters[at + 1]?.trim() ?? '')
  }
  const value = (field: (typeof fields)[number]): string => {
    const text = given.get(field) ?? ''
    if (text === '' || text.startsWith('--') || text.length > 200) throw new Error(`${field} lacks its value. ${usage}`)
    return text
  }
  return [
    value('--name'),
    value('--country'),
    value('--time-zone'),
    value('--prefix'),
    value('--administrator'),
    value('--sign-in-name').toLowerCase(),
  ]
}
