import { textOf, type Value } from '@convive/feel'
import { decideModel, readModel, type Input, type Model, type ModelFile, type Outcome } from '../index.ts'

/** Midnight of 1970-01-01 in UTC. */
export const now = { nanos: 0n, zone: { offset: 0 } }

/** The file of a model with these elements in it. */
export function modelFile(inside: string, { name = 'm.dmn', namespace = 'urn:ysapy', head = '' } = {}): ModelFile {
  return { name, bytes: Buffer.from(`${head}<definitions namespace="${namespace}" name="m">${inside}</definitions>`) }
}

/** A model that must be readable, or the fault as the message of what is thrown. */
export function readable(file: ModelFile, others: readonly ModelFile[] = []): Model {
  const read = readModel(file, others)
  if (!read.ok) throw new Error(`${read.fault.code}: ${read.fault.message}`)
  return read.value
}

export function text(feel: string): string {
  return `<text><![CDATA[${feel}]]></text>`
}

export function literal(feel: string): string {
  return `<literalExpression>${text(feel)}</literalExpression>`
}

/** A decision `name` with this logic, that needs the elements with these ids. */
export function decision(name: string, logic: string, needs: readonly string[] = [], typeRef = ''): string {
  const required = needs.map((need) => {
    const kind = need.startsWith('k-') || need.includes('#k-') ? 'Knowledge' : need.startsWith('i-') ? 'Input' : 'Decision'
    return `<requirement${kind}Requirement><required${kind} href="${need.includes('#') ? need : `#${need}`}"/></requirement${kind}Requirement>`
  })
  const type = typeRef === '' ? '' : ` typeRef="${typeRef}"`
  return `<decision name="${name}" id="d-${name}"><variable name="${name}"${type}/>${required.join('')}${logic}</decision>`
}

export function input(name: string, typeRef = ''): string {
  return `<inputData name="${name}" id="i-${name}"><variable name="${name}"${typeRef === '' ? '' : ` typeRef="${typeRef}"`}/></inputData>`
}

/** The outcome of one decision with this logic. */
export function outcomeOf(logic: string, inside = ''): Outcome {
  return decideModel(readable(modelFile(`${inside}${decision('d', logic)}`)), 'd', { given: [], now })
}

/** The value as text; where something went wrong `null: ` and what. */
export function shown({ value, problems }: Outcome): string {
  return problems[0] === undefined ? textOf(value) : `${textOf(value)}: ${problems[0].message}`
}

/** What FEEL comes to in a model of one decision. */
export function answer(feel: string): string {
  return shown(outcomeOf(literal(feel)))
}

export function given(values: Readonly<Record<string, Value>>): readonly Input[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }))
}
