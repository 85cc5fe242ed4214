import { binding, type XPath } from './xpath.ts'

/** An expression as text, with the brackets it needs and no others; nothing where a text holds both kinds of quotation marks. */
export function writeXPath(of: XPath): string | undefined {
  switch (of.kind) {
    case 'number':
    case 'path':
      return of.text
    case 'text':
      if (!of.value.includes("'")) return `'${of.value}'`
      return of.value.includes('"') ? undefined : `"${of.value}"`
    case 'question':
      return `\${${of.name}}`
    case 'self':
      return '.'
    case 'column':
      return of.name
    case 'minus':
      return together(['-', bracketed(of.of, 7)])
    case 'call':
      return together([
        `${of.name}(`,
        ...of.given.flatMap((one, at) => (at === 0 ? [writeXPath(one)] : [', ', writeXPath(one)])),
        ')',
      ])
    case 'binary':
      return together([bracketed(of.left, binding[of.sign]), ` ${of.sign} `, bracketed(of.right, binding[of.sign] + 1)])
  }
}

function bracketed(of: XPath, least: number): string | undefined {
  const text = writeXPath(of)
  return text !== undefined && of.kind === 'binary' && binding[of.sign] < least ? `(${text})` : text
}

function together(parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join('')
}
