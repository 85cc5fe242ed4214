import { targetOf, type Fault, type Project, type Rule } from '../project.ts'
import { isForTests } from '../rooms.ts'

/** No file reaches itself by its imports; imports of types alone do not count, because they vanish before anything runs. */
export const cycles: Rule = {
  name: 'cycles',
  check: (project) => {
    const graph = graphOf(project)
    return loopsIn(graph).map((loop): Fault => ({
      path: loop[0] ?? '',
      says: `is in a circle: ${[...loop, loop[0]].join(' → ')}`,
    }))
  },
}

type Graph = ReadonlyMap<string, readonly string[]>

function graphOf(project: Project): Graph {
  return new Map(
    project.sources
      .filter((source) => !isForTests(source.path))
      .map((source) => [
        source.path,
        source.imports
          .filter((one) => !one.typeOnly)
          .map((one) => targetOf(project, source, one))
          .filter((target) => target !== undefined)
          .filter((target) => project.files.has(target)),
      ]),
  )
}

/** Tarjan's strongly connected components (SIAM J. Comput. 1:2, 1972), those of more than one file or with an edge to themselves. */
function loopsIn(graph: Graph): readonly (readonly string[])[] {
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const [stack, found]: [string[], string[][]] = [[], []]
  function connect(node: string): number {
    const mine = index.size
    index.set(node, mine)
    stack.push(node)
    let least = mine
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) least = Math.min(least, connect(next))
      else if (stack.includes(next)) least = Math.min(least, low.get(next) ?? mine, index.get(next) ?? mine)
    }
    low.set(node, least)
    if (least === mine) {
      const loop = stack.splice(stack.indexOf(node))
      if (loop.length > 1 || graph.get(node)?.includes(node) === true) found.push(loop)
    }
    return least
  }
  for (const node of graph.keys()) if (!index.has(node)) connect(node)
  return found
}
