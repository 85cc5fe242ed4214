import expected from '../expected.json' with { type: 'json' }
import { textRules } from '../texts/check-texts.ts'
import { projectOf, type Fault, type Project, type Rule } from './project.ts'
import { checkBundle } from './rules/bundle.ts'
import { commands } from './rules/commands.ts'
import { countries } from './rules/countries.ts'
import { cycles } from './rules/cycles.ts'
import { doors } from './rules/doors.ts'
import { fileShape, lengths } from './rules/file-shape.ts'
import { keyDiscipline } from './rules/key-discipline.ts'
import { order } from './rules/order.ts'
import { pages } from './rules/pages.ts'
import { pureDomain } from './rules/pure-domain.ts'
import { refusals } from './rules/refusals.ts'
import { routedPages } from './rules/routed-pages.ts'
import { sqlInStore } from './rules/sql-in-store.ts'
import { readBundle, readTree, type Files } from './tree.ts'

const architectureRules: readonly Rule[] = [
  doors,
  order,
  cycles,
  pureDomain,
  sqlInStore,
  pages,
  routedPages,
  fileShape,
  commands,
  refusals,
  keyDiscipline,
  countries,
]

/** `node tools/architecture/check-architecture.ts [texts]` */
function main(): void {
  const root = new URL('../..', import.meta.url).pathname
  const project = projectOf(readTree(root))
  const asked = process.argv[2] === 'texts' ? textRules : architectureRules
  const faults = asked.flatMap((rule) => rule.check(project).map((fault) => ({ rule: rule.name, ...fault })))
  if (asked === architectureRules) faults.push(...sized(project), ...bundled(readBundle(root), project))
  for (const { rule, path, line, says } of faults) console.log(`${path}${line === undefined ? '' : `:${line}`} ${says} [${rule}]`)
  const { files, median, ninetieth } = lengths(project)
  console.log(
    `${files} files, median ${median} lines, nine in ten up to ${ninetieth}; ${asked.length} rules, ${faults.length} faults`,
  )
  process.exitCode = faults.length === 0 ? 0 : 1
}

type Named = Fault & { readonly rule: string }

/** A check that sees no files finds no faults, so the number of files has a floor, kept by hand. */
function sized(project: Project): readonly Named[] {
  const seen = project.sources.length
  if (seen >= expected.sources) return []
  return [{ rule: 'expected', path: 'tools/expected.json', says: `expects ${expected.sources} source files, ${seen} were seen` }]
}

function bundled(bundle: Files, project: Project): readonly Named[] {
  return checkBundle(bundle, project).map((fault) => ({ rule: 'bundle', ...fault }))
}

main()
