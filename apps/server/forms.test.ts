import { readAsOwner, sql } from '@convive/database'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from './modules.ts'
import { sessionOf } from './testing/browse.ts'
import { forms, type Desk } from './testing/forms.ts'
import { aWorld, type World } from './testing/index.ts'

/** Commands that have no form, with the reason. */
const withoutForm: Readonly<Record<string, string>> = {
  'exchange/send-piece': 'the form of a file sends its pieces after it was announced',
  'procedures/count-deadlines': 'the server does it every day; nobody has to press anything',
  'registry/continue-duplicate-run': 'the server does it step by step; asking for a run is all anybody presses',
  'papers/retire-key': 'an operator does it after a theft, at the command line, with the key’s id before them',
}
/** What a form that is answered by a page instead of the next one shows when it is done. */
const shown: Readonly<Record<string, RegExp>> = {
  'accounts/accept-invitation': /Listo\. Ahora puede entrar/,
  'accounts/issue-token': /class="code">convive_[\w-]{43}</,
  'accounts/renew-invitation': /Código de .+: [0-9A-Z-]+\./,
  'procedures/forget-saved-interview': /Sus respuestas se borraron/,
  'procedures/save-interview': /<strong>[0-9A-Z]{4}(?: [0-9A-Z]{4}){4}<\/strong>/,
  'accounts/sign-out': /Salió\. Puede cerrar/,
}

const commands = modules.flatMap((room) => room.commands)
let world: World
let desk: Desk
beforeAll(async () => {
  world = await aWorld()
  desk = { officer: await sessionOf(world, world.ours.officer), decider: await sessionOf(world, world.ours.decider) }
})
afterAll(() => world.close())

async function timesDone(command: string, key: string): Promise<number> {
  const count = sql<{ n: number }>`select count(*)::int as n from commands.done where command = ${command} and key = ${key}`
  return (await readAsOwner(world.database.ownerUrl, (tx) => tx.first(count)))?.n ?? 0
}

test('every command has a form, or says why it has none', () => {
  expect([...Object.keys(forms), ...Object.keys(withoutForm)].toSorted()).toEqual(commands.map((one) => one.name).toSorted())
})

describe('without script, at its form', () => {
  test.each(commands.filter((one) => withoutForm[one.name] === undefined).map((one) => [one.name, one] as const))(
    '%s is done once, under the form’s own key',
    async (name, command) => {
      const sent = await forms[name]?.(world, desk)
      const words = shown[name]
      expect(sent?.html ?? '', name).not.toContain('id="faults"')
      if (words === undefined) expect(sent).toMatchObject({ status: 302, location: expect.stringMatching(/^\/es\//) })
      else expect(sent?.html).toMatch(words)
      if (command.repeat !== 'anytime') expect(await timesDone(name, sent?.key ?? '')).toBe(1)
    },
  )
})
