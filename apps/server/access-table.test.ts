import { allows, openVault, type Actor, type Role } from '@convive/access'
import { createDispatcher } from '@convive/commands'
import { openDatabase, purposes, type Purpose } from '@convive/database'
import { parseId } from '@convive/kernel'
import { describe, expect, test } from 'vitest'
import { accessTable } from './access-table.ts'
import { modules } from './modules.ts'

const letters: readonly (readonly [string, Role])[] = [
  ['R', 'registrar'],
  ['P', 'protection_officer'],
  ['C', 'case_officer'],
  ['A', 'adjudicator'],
  ['N', 'planner'],
  ['E', 'editor'],
  ['M', 'administrator'],
]
const id = '01900000-0000-7000-8000-000000000001'
const [memberId, organisationId, personId] = [parseId<'member'>(id), parseId<'organisation'>(id), parseId<'person'>(id)]
if (memberId === undefined || organisationId === undefined || personId === undefined) throw new Error('bad fixture')
const actors: readonly (readonly [string, Actor])[] = [
  ...letters.map(([letter, role]): readonly [string, Actor] => [
    letter,
    { kind: 'member', memberId, organisationId, name: 'x', roles: [role] },
  ]),
  ['S', { kind: 'person', personId, represents: [] }],
  ['*', { kind: 'public' }],
]
const everyPurpose = Object.keys(purposes) as readonly Purpose[]
const definitions = modules.flatMap((room) => [...room.commands, ...room.queries])

describe('who may do what', () => {
  test('the written table names every command and query, and no other', () => {
    expect(definitions.map((one) => one.name).toSorted()).toEqual(Object.keys(accessTable).toSorted())
  })

  test.each(definitions.map((one) => [one.name, one] as const))('%s', (name, definition) => {
    const written = accessTable[name] ?? ''
    for (const [letter, actor] of actors) {
      const allowed = everyPurpose.some((purpose) => allows(definition.may, actor, purpose))
      expect(allowed, `${letter} of ${written}`).toBe(written === '*' || written.includes(letter))
    }
  })

  test('one question alone is answered before its row of the access log is on the disk', () => {
    const hurried = modules.flatMap((room) => room.queries.filter((one) => one.flush === 'later').map(({ name }) => name))
    expect(hurried).toEqual(['registry/check-duplicates'])
  })

  test('whoever may not is refused at the door, by name, before their input is judged', async () => {
    // Nothing of this may reach a database: the address leads nowhere.
    const dispatcher = createDispatcher(modules, {
      database: openDatabase('postgres://nobody@127.0.0.1:1/none'),
      vault: openVault(Buffer.alloc(32)),
      clock: () => new Date(0),
      timeZone: 'UTC',
    })
    for (const definition of definitions) {
      const written = accessTable[definition.name] ?? ''
      for (const [letter, actor] of actors) {
        if (written === '*' || written.includes(letter)) continue
        const ask = { actor, key: 'access-table' }
        const answer =
          definition.kind === 'command'
            ? await dispatcher.dispatch(definition.name, { nonsense: 1 }, ask)
            : await dispatcher.query(definition.name, { nonsense: 1 }, ask)
        expect(answer, `${definition.name} by ${letter}`).toMatchObject({
          ok: false,
          refusals: [{ code: letter === '*' ? 'commands/sign-in-needed' : 'commands/not-allowed' }],
        })
      }
    }
  })
})
