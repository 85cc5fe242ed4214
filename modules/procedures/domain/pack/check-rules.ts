import { readYaml, type Catalogue, type DataFault, type DataFile, type FactDefinition, type YamlText } from '@convive/facts'
import { calendarDate } from '@convive/kernel'
import { compileExpression, lintCases, valueTypeOf } from '@convive/rules'

/** Any day will do: where a rule reads today, the days on which it could come out otherwise are tried. */
const someDay = calendarDate('2026-01-01')

/** What the catalogue says is always so has to be readable: every expression that names its facts stands on it. */
export function checkAlways(files: readonly DataFile[], catalogue: Catalogue): readonly DataFault[] {
  const bare = without(catalogue)
  return inEach(files, catalogue, (fact, { file, textAt }) =>
    (fact.always ?? []).flatMap((feel, at): readonly DataFault[] => {
      const compiled = compileExpression({ feel, catalogue: bare, expects: 'boolean' })
      const [first] = compiled.ok ? [] : compiled.faults
      const start = textAt([fact.id, 'always', at])
      if (first === undefined) return []
      return [{ file, line: start.line, column: start.column + first.column - 1, code: first.code, message: first.message }]
    }),
  )
}

/** Rules with exceptions: each must be readable, and none idle or at odds with another. */
export function checkRules(files: readonly DataFile[], catalogue: Catalogue): readonly DataFault[] {
  return inEach(files, catalogue, (fact, { file, at: place }) =>
    ruled(fact, catalogue).map(({ at, code, message }) => ({ file, ...place([fact.id, 'cases', at]), code, message })),
  )
}

function inEach(
  files: readonly DataFile[],
  catalogue: Catalogue,
  look: (fact: FactDefinition, text: YamlText) => readonly DataFault[],
): readonly DataFault[] {
  return files.flatMap(({ file, text }) => {
    const yaml = readYaml(text, file)
    if (!yaml.ok || yaml.value.data === null || typeof yaml.value.data !== 'object') return []
    return Object.keys(yaml.value.data).flatMap((id) => {
      const fact = catalogue.get(id)
      return fact === undefined ? [] : look(fact, yaml.value)
    })
  })
}

/** What is always so is read without itself, so that a fault in it is told once and in its place. */
function without(catalogue: Catalogue): Catalogue {
  return new Map([...catalogue].map(([id, { always: _always, ...fact }]) => [id, fact]))
}

type Found = { readonly at: number; readonly code: string; readonly message: string }

function ruled(fact: FactDefinition, catalogue: Catalogue): readonly Found[] {
  if (fact.cases === undefined) return []
  const expects = valueTypeOf(fact)
  if (expects === 'list') return [{ at: 0, code: 'unknown-type', message: `${fact.id}: rules with exceptions give no lists` }]
  const compiled = compileExpression({ feel: fact.id, catalogue, expects })
  const [first] = compiled.ok ? [] : compiled.faults
  return first === undefined ? lintCases(fact, catalogue, someDay) : [{ at: 0, code: first.code, message: first.message }]
}
