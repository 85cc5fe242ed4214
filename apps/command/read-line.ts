/** What stands on one command line: `registry find-persons --text Moreno`. A field may be given several times: a list. */
export type Line = {
  readonly name: string
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly options: Readonly<Partial<Record<Option, string>>>
  readonly help: boolean
}

/** Say something about the call itself; no field of a command has such a name. */
export const options = ['json', 'key', 'for', 'because'] as const
type Option = (typeof options)[number]

/** Throws with a sentence that says how it is written. */
export function readLine(parameters: readonly string[]): Line {
  const { name, rest } = readName(parameters)
  const fields: [string, string][] = []
  const said: Partial<Record<Option, string>> = {}
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? ''
    const [, field, joined] = /^--([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(word) ?? []
    if (field === undefined) throw new Error(`${JSON.stringify(word)} is not a field: write --name value`)
    if (field === 'help') return { name, fields: [], options: {}, help: true }
    const value = joined ?? rest[(at += 1)]
    if (value === undefined) throw new Error(`--${field} needs a value: write --${field} value`)
    const option = options.find((one) => one === field)
    if (option === undefined) fields.push([field, value])
    else said[option] = value
  }
  return { name, fields, options: said, help: false }
}

function readName(parameters: readonly string[]): { readonly name: string; readonly rest: readonly string[] } {
  const [first = '', second = '', ...rest] = parameters
  if (/^[a-z]+\/[a-z-]+$/.test(first)) return { name: first, rest: parameters.slice(1) }
  if (/^[a-z]+$/.test(first) && /^[a-z][a-z-]*$/.test(second)) return { name: `${first}/${second}`, rest }
  throw new Error('Say a room and a verb, such as: convive registry find-persons --text Moreno. See: convive help')
}
