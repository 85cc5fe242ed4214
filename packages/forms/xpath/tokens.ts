/** `at` is where it begins, counted from 0. */
export type Token = {
  readonly kind: 'number' | 'text' | 'question' | 'name' | 'sign' | 'path' | 'end'
  readonly text: string
  readonly at: number
}

const shapes: readonly (readonly [Token['kind'], RegExp])[] = [
  ['question', /\$\{\s*(?:last-saved#)?[\p{L}_][\p{L}\p{N}_.:-]*\s*\}/uy],
  ['text', /"[^"]*"|'[^']*'|[‘’][^‘’]*[‘’]|[“”][^“”]*[“”]/uy],
  ['number', /\d+(?:\.\d*)?|\.\d+/uy],
  ['path', /\.\.(?:\/[\p{L}\p{N}_.:@*-]+)*|\.\/[\p{L}\p{N}_./:@*-]+|\/{1,2}[\p{L}_][\p{L}\p{N}_./:@*-]*/uy],
  ['name', /[\p{L}_][\p{L}\p{N}_-]*(?::[\p{L}_][\p{L}\p{N}_-]*)?(?:\.[\p{L}\p{N}_]+)*/uy],
  ['sign', /!=|<=|>=|[=<>+\-*(),.[\]|/]/uy],
]

/** The parts of an expression; where something cannot be a part, only where it stands. */
export function tokensOf(text: string): readonly Token[] | { readonly wrongAt: number } {
  const tokens: Token[] = []
  let at = 0
  for (;;) {
    while (/\s/u.test(text.charAt(at))) at += 1
    if (at >= text.length) return [...tokens, { kind: 'end', text: '', at }]
    const found = tokenAt(text, at)
    if (found === undefined) return { wrongAt: at }
    tokens.push(found)
    at += found.text.length
  }
}

function tokenAt(text: string, at: number): Token | undefined {
  for (const [kind, shape] of shapes) {
    shape.lastIndex = at
    const found = shape.exec(text)?.[0]
    if (found !== undefined) return { kind, text: found, at }
  }
  return undefined
}
