/** A command line taken apart: what stands free, what follows a name, and names alone. */
export type Options = {
  readonly free: readonly string[]
  readonly said: ReadonlyMap<string, string>
  readonly flags: ReadonlySet<string>
}

/** `how`: what to write instead, where a word is not understood. */
export function readOptions(
  parameters: readonly string[],
  { values, flags: known, how }: { readonly values: readonly string[]; readonly flags: readonly string[]; readonly how: string },
): Options {
  const free: string[] = []
  const said = new Map<string, string>()
  const flags = new Set<string>()
  for (let at = 0; at < parameters.length; at += 1) {
    const word = parameters[at] ?? ''
    if (!word.startsWith('--')) free.push(word)
    else if (known.includes(word)) flags.add(word)
    else if (values.includes(word) && parameters[at + 1] !== undefined) said.set(word, parameters[(at += 1)] ?? '')
    else throw new Error(`${JSON.stringify(word)} is not understood. Write: ${how}`)
  }
  return { free, said, flags }
}
