import { describe, expect, test } from 'vitest'
import { cycles } from './rules/cycles.ts'
import { doors } from './rules/doors.ts'
import { order } from './rules/order.ts'
import { pages } from './rules/pages.ts'
import { routedPages } from './rules/routed-pages.ts'
import { planted } from './testing/planted.ts'

const registry = {
  'modules/registry/index.ts': 'export const registry = 1',
  'modules/registry/store/persons.ts': 'export const persons = 1',
}
const accounts = { 'modules/accounts/index.ts': 'export const accounts = 1', 'modules/accounts/testing/index.ts': '' }
const kernel = { 'packages/kernel/index.ts': 'export const ok = 1', 'packages/kernel/ids.ts': '' }

describe('doors', () => {
  test('a room is entered by its index', () => {
    expect(
      planted(doors, { ...registry, ...kernel, 'modules/registry/domain/name.ts': "import { ok } from '@convive/kernel'" }),
    ).toEqual([])
  })

  test('a relative path into another room is caught', () => {
    const found = planted(doors, {
      ...registry,
      'modules/papers/commands/issue.ts': "import { persons } from '../../registry/store/persons.ts'",
    })
    expect(found).toEqual([
      'modules/papers/commands/issue.ts:1 enters modules/registry by store/persons.ts: use its door, index.ts',
    ])
  })

  test('a path behind the name of a room is caught, also when it only takes types or comes late', () => {
    const deep = [
      "import type { Id } from '@convive/kernel/ids'",
      "const a = await import('@convive/kernel/ids')",
      "export * from '@convive/kernel/ids.ts'",
    ]
    for (const line of deep) expect(planted(doors, { ...kernel, 'modules/registry/domain/name.ts': line })).toHaveLength(1)
  })

  test('routes are for the web build, builders for tests', () => {
    const routes = "import { routes } from '../../modules/registry/pages/routes.ts'"
    const builders = "import { aMember } from '@convive/accounts/testing'"
    const rooms = { ...registry, ...accounts, 'modules/registry/pages/routes.ts': '' }
    expect(planted(doors, { ...rooms, 'apps/web/routes.ts': routes })).toEqual([])
    expect(planted(doors, { ...rooms, 'apps/server/start.ts': routes })).toHaveLength(1)
    expect(planted(doors, { ...rooms, 'modules/registry/registry.test.ts': builders })).toEqual([])
    expect(planted(doors, { ...rooms, 'modules/registry/commands/register.ts': builders })).toHaveLength(1)
  })

  test('a room does not import itself by name', () => {
    expect(
      planted(doors, { ...registry, 'modules/registry/domain/name.ts': "import { registry } from '@convive/registry'" }),
    ).toHaveLength(1)
  })
})

describe('order of rooms', () => {
  test('a package knows nothing of modules, a module nothing of later ones, nobody an app', () => {
    const rooms = { ...registry, ...accounts, ...kernel, 'packages/facts/index.ts': '', 'apps/server/index.ts': '' }
    const wrong = {
      'packages/commands/dispatch.ts': "import { registry } from '@convive/registry'",
      'modules/accounts/commands/invite.ts': "import { registry } from '@convive/registry'",
      'modules/registry/commands/start.ts': "import { start } from '@convive/server'",
      'packages/kernel/ids.ts': "import type { Fact } from '@convive/facts'",
    }
    for (const [path, text] of Object.entries(wrong)) expect(planted(order, { ...rooms, [path]: text })).toHaveLength(1)
    expect(
      planted(order, { ...rooms, 'modules/registry/commands/register.ts': "import { accounts } from '@convive/accounts'" }),
    ).toEqual([])
  })

  test('packages on one step do not know each other', () => {
    const rooms = { 'packages/matching/index.ts': '', 'packages/rules/index.ts': "import { compare } from '@convive/matching'" }
    expect(planted(order, rooms)).toHaveLength(1)
  })

  test('a new room must be given its place', () => {
    expect(planted(order, { 'modules/lottery/index.ts': '' })).toHaveLength(1)
  })
})

describe('cycles', () => {
  test('a circle through three files and a door is found once', () => {
    const found = planted(cycles, {
      'packages/kernel/index.ts': "export { a } from './a.ts'",
      'packages/kernel/a.ts': "import { b } from './b.ts'",
      'packages/kernel/b.ts': "import { a } from '@convive/kernel'",
      'packages/kernel/c.ts': "import { a } from './a.ts'",
    })
    expect(found).toHaveLength(1)
    expect(found[0]).toContain('packages/kernel/b.ts')
  })

  test('types alone make no circle', () => {
    const files = {
      'packages/kernel/a.ts': "import type { B } from './b.ts'",
      'packages/kernel/b.ts': "import { a } from './a.ts'",
    }
    expect(planted(cycles, files)).toEqual([])
  })
})

describe('pages', () => {
  test('a page takes types and texts from its room, nothing that runs', () => {
    const page = (line: string): readonly string[] =>
      planted(pages, { ...registry, ...kernel, 'modules/registry/pages/find.tsx': line })
    expect(page("import type { persons } from '../store/persons.ts'")).toEqual([])
    expect(page("import { type registry } from '../index.ts'")).toEqual([])
    expect(page("import { ok } from '@convive/kernel'")).toEqual([])
    expect(page("import { persons } from '../store/persons.ts'")).toHaveLength(1)
    expect(page("import { readFileSync } from 'node:fs'")).toHaveLength(1)
    expect(page("import { sql } from '@convive/database'")).toHaveLength(1)
    expect(page("export const load = () => import('../store/persons.ts')")).toHaveLength(1)
  })
})

test('a page that no route names and no page uses is caught', () => {
  const routes = { 'modules/registry/pages/routes.ts': "export const routes = [{ path: 'find', file: 'find.tsx' }]" }
  const used = { 'modules/registry/pages/find.tsx': "import { Row } from './row.tsx'", 'modules/registry/pages/row.tsx': '' }
  expect(planted(routedPages, { ...routes, ...used })).toEqual([])
  expect(planted(routedPages, { ...routes, ...used, 'modules/registry/pages/forgotten.tsx': '' })).toHaveLength(1)
})
