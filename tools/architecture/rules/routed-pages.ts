import { folderOf, isForTests, roomOf } from '../rooms.ts'
import { targetOf, type Fault, type Project, type Rule } from '../project.ts'

/** Every page is named in `pages/routes.ts` of its room or used by one that is; no tool that follows imports can see this. */
export const routedPages: Rule = {
  name: 'pages are routed',
  check: (project) =>
    project.sources
      .filter(({ path }) => roomOf(path).kind === 'module' && folderOf(path) === 'pages' && !isForTests(path))
      .filter(({ path }) => !path.endsWith('/pages/routes.ts') && !isReached(project, path))
      .map(({ path }): Fault => ({ path, says: 'is a page that pages/routes.ts does not name and no page uses' })),
}

function isReached(project: Project, path: string): boolean {
  const routes = `${roomOf(path).folder}/pages/routes.ts`
  const file = path.slice(routes.length - 'routes.ts'.length)
  const named = project.sources
    .find((source) => source.path === routes)
    ?.literals.some(({ value }) => value.replace(/^\.\//, '') === file)
  return named === true || project.sources.some((source) => source.imports.some((one) => targetOf(project, source, one) === path))
}
