import { isForTests } from '../rooms.ts'
import type { Fault, Project, Rule } from '../project.ts'

const longest = 400
const emptyWords = /(^|[-/.])(utils?|helpers?|common|misc|manager)([-.]|$)/

/** One file, one idea: none over 400 lines, no name that says nothing, pages where Vite looks for them. */
export const fileShape: Rule = {
  name: 'file length and name',
  check: (project) =>
    project.sources.flatMap(({ path, lines, broken, changing }): readonly Fault[] => [
      ...broken.map((says) => ({ path, says: `does not parse: ${says}` })),
      ...(lines > longest ? [{ path, says: `has ${lines} lines, more than ${longest}: give each idea its file` }] : []),
      ...(emptyWords.test(path) ? [{ path, says: 'has a name that says nothing about its content' }] : []),
      ...(path.endsWith('.tsx') && !/^(modules\/[^/]+\/pages|packages\/ui|apps\/web)\//.test(path)
        ? [{ path, says: 'is .tsx outside pages: Node cannot run it' }]
        : []),
      ...(path.startsWith('jurisdictions/') && !path.endsWith('.test.ts')
        ? [{ path, says: 'is code in a pack: packs are data' }]
        : []),
      ...(isForTests(path) || isProgram(path)
        ? []
        : changing.map(({ name, line }) => ({ path, line, says: `keeps state in the module (${name}): give it an owner` }))),
    ]),
}

/** A program is started once and owns what it holds; nobody imports it. */
function isProgram(path: string): boolean {
  return /^apps\/[^/]+\/(start|main)\.ts$/.test(path)
}

/** The middle file and the one that nine in ten stay under, in lines; tests included. */
export function lengths(project: Project): { readonly files: number; readonly median: number; readonly ninetieth: number } {
  const sorted = project.sources.map((source) => source.lines).toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
  return { files: sorted.length, median: at(0.5), ninetieth: at(0.9) }
}
