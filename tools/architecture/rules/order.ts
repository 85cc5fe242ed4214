import { rankOf, roomOf } from '../rooms.ts'
import { targetOf, type Fault, type Rule } from '../project.ts'

/** Rooms know only rooms below them: packages know nothing of modules, modules only earlier ones, nobody knows an app. */
export const order: Rule = {
  name: 'order of rooms',
  check: (project) => [
    ...unknownRooms([...project.files.keys()]),
    ...project.sources.flatMap((source) =>
      source.imports.flatMap((one): readonly Fault[] => {
        const target = targetOf(project, source, one)
        if (target === undefined) return []
        const [here, there] = [roomOf(source.path), roomOf(target)]
        if (here.folder === there.folder || (here.kind === 'app' && there.kind === 'app')) return []
        const [mine, theirs] = [rankOf(here), rankOf(there)]
        if (mine === undefined || theirs === undefined || mine > theirs) return []
        if (here.kind === 'other' && there.kind === 'other') return []
        return [
          {
            path: source.path,
            line: one.line,
            says: `${here.folder} may not know ${there.folder}, which does not come before it`,
          },
        ]
      }),
    ),
  ],
}

function unknownRooms(paths: readonly string[]): readonly Fault[] {
  const folders = new Set(paths.filter((path) => path.split('/').length > 2).map((path) => roomOf(path).folder))
  return [...folders]
    .filter((folder) => rankOf(roomOf(`${folder}/index.ts`)) === undefined)
    .map((folder) => ({ path: folder, says: 'has no place in the order of rooms: give it one in tools/architecture/rooms.ts' }))
}
