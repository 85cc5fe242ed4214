/** A room of the project and where it stands: a room knows only rooms of a lower rank. */
export type Room = { readonly kind: Kind; readonly name: string; readonly folder: string }
type Kind = 'package' | 'module' | 'app' | 'other'

/** Packages that stand on one step do not know each other. The order is that of `docs/architecture.md`. */
const packageOrder = [
  ['kernel'],
  ['facts', 'files', 'feel'],
  ['rules', 'dmn', 'forms', 'matching', 'allocation', 'disclosure', 'credentials', 'languages'],
  ['database'],
  ['access'],
  ['commands'],
  ['ui'],
] as const

export const moduleOrder = [
  'accounts',
  'registry',
  'exchange',
  'papers',
  'services',
  'procedures',
  'opportunities',
  'statistics',
  'observatory',
] as const

const kinds: Readonly<Record<string, Kind>> = { packages: 'package', modules: 'module', apps: 'app' }

export function roomOf(path: string): Room {
  const [top = '', name = ''] = path.split('/')
  const kind = kinds[top] ?? 'other'
  return kind === 'other' ? { kind, name: top, folder: top } : { kind, name, folder: `${top}/${name}` }
}

/** The step a room stands on; undefined for a package or module the order does not name. */
export function rankOf(room: Room): number | undefined {
  if (room.kind === 'package') return stepOf(packageOrder.findIndex((step) => step.some((name) => name === room.name)))
  if (room.kind === 'module')
    return stepOf(
      moduleOrder.findIndex((name) => name === room.name),
      100,
    )
  return room.kind === 'app' ? 1000 : 2000
}

function stepOf(index: number, base = 0): number | undefined {
  return index === -1 ? undefined : base + index
}

/** Tests and what is written for them: builders in `testing/`, journeys, benches. */
export function isForTests(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || /(^|\/)testing\//.test(path) || /^(journeys|bench)\//.test(path)
}

/** The folder inside a room: `domain`, `store`, `pages`; empty for files at its root. */
export function folderOf(path: string): string {
  const { kind } = roomOf(path)
  const parts = path.split('/')
  return kind === 'other' ? '' : parts.length > 3 ? (parts[2] ?? '') : ''
}
