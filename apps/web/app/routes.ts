import { index, prefix, route, type RouteConfig, type RouteConfigEntry } from '@react-router/dev/routes'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { PageRoute } from '@convive/ui'

const modules = join(import.meta.dirname, '../../../modules')

/** Every room's pages, as its `pages/routes.ts` names them, beside our own. */
async function pagesOfRooms(): Promise<readonly RouteConfigEntry[]> {
  const rooms = readdirSync(modules).filter((room) => existsSync(join(modules, room, 'pages/routes.ts')))
  const lists = await Promise.all(
    rooms.map(async (room) => {
      const { routes }: { readonly routes: readonly PageRoute[] } = await import(
        /* @vite-ignore */ join(modules, room, 'pages/routes.ts')
      )
      return routes.map((one) => route(one.path, join(modules, room, 'pages', one.file), { id: `${room}/${one.id ?? one.file}` }))
    }),
  )
  return lists.flat()
}

export default [
  ...prefix(':locale', [
    index('pages/start.tsx'),
    route('privacy', 'pages/privacy.tsx'),
    route('help', 'pages/help.tsx'),
    route('my', 'pages/my.tsx'),
    route('desk/households/:householdId/persons/:personId', 'pages/person.tsx'),
    route('desk', 'pages/desk.tsx'),
    ...(await pagesOfRooms()),
    route('not-yours', 'pages/not-yours.tsx'),
    route('*', 'pages/not-found.tsx'),
  ]),
] satisfies RouteConfig
