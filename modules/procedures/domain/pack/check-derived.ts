import { readYaml, type Catalogue, type DataFault, type DataFile } from '@convive/facts'
import { compileExpression, valueTypeOf } from '@convive/rules'

/** Facts computed from others: each must be readable, come to its type, and not go in a circle, whether or not a law names it. */
export function checkDerived(files: readonly DataFile[], catalogue: Catalogue): readonly DataFault[] {
  return files.flatMap(({ file, text }) => {
    const yaml = readYaml(text, file)
    if (!yaml.ok) return []
    return [...catalogue.values()].flatMap((fact): readonly DataFault[] => {
      const { id, type, derive } = fact
      if (derive === undefined || !holds(yaml.value.data, id)) return []
      const start = yaml.value.textAt([id, 'derive'])
      if (type === 'records') return [{ file, ...start, code: 'unknown-type', message: `${id}: records are not computed` }]
      // Under its own name, so that a circle back to it is seen.
      const compiled = compileExpression({ feel: id, catalogue, expects: valueTypeOf(fact) })
      const [first] = compiled.ok ? [] : compiled.faults
      if (first === undefined) return []
      const nearest = first.nearest === undefined ? {} : { nearest: first.nearest }
      const { place, message } = withinDerived(first.message, id, start)
      return [{ file, ...place, code: first.code, message, ...nearest }]
    })
  })
}

type Place = { readonly line: number; readonly column: number }

/** The compiler says in which derived fact it was and where there; of this fact itself that becomes the place in the file. */
function withinDerived(message: string, id: string, start: Place): { readonly place: Place; readonly message: string } {
  const [first, line, column] = /^in the derived fact \S+, line (\d+), column (\d+): /u.exec(message) ?? []
  if (first === undefined || !first.includes(` ${id}, `)) return { place: start, message }
  const rest = message.slice(first.length)
  const circle = rest.includes('goes in a circle')
    ? rest.replace(/^(?:in the derived fact \S+, line \d+, column \d+: )+/u, '')
    : rest
  const place =
    line === '1'
      ? { line: start.line, column: start.column + Number(column) - 1 }
      : { line: start.line + Number(line) - 1, column: Number(column) }
  return { place, message: circle }
}

function holds(data: unknown, id: string): boolean {
  return data !== null && typeof data === 'object' && id in data
}
