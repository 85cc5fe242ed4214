import { projectOf, targetOf, type Project } from './architecture/project.ts'
import type { Files } from './architecture/tree.ts'

const testDatabase = 'packages/database/testing/index.ts'

/** The test files that reach a real database, by themselves or through builders: these run on every release supported. */
export function storeTests(files: Files): readonly string[] {
  const project = projectOf(new Map([...files].filter(([path]) => /\.tsx?$/.test(path))))
  const reaching = reachers(project, new Set([testDatabase]))
  return [...reaching].filter((path) => path.endsWith('.test.ts')).toSorted()
}

function reachers(project: Project, known: ReadonlySet<string>): ReadonlySet<string> {
  const more = project.sources.filter(
    (source) =>
      !known.has(source.path) && source.imports.some((one) => !one.typeOnly && known.has(targetOf(project, source, one) ?? '')),
  )
  return more.length === 0 ? known : reachers(project, new Set([...known, ...more.map((source) => source.path)]))
}
