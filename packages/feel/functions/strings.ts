import { longestText } from '../measure.ts'
import { numberOf } from '../number.ts'
import { isText, type FunctionValue, type Value } from '../value.ts'
import { textOf } from '../write-value.ts'
import { absent, define, listIn, numberIn, single, textIn, wholeIn } from './define.ts'
import { fits, patternOf, replaceAll, splitBy, type Ready } from './pattern.ts'

function ofText(name: string, way: string, work: (texts: readonly string[]) => Value | undefined): FunctionValue {
  return define(name, [way], (given) => {
    const texts = given.map(textIn).filter((text) => text !== undefined)
    return texts.length === given.length ? work(texts) : undefined
  })
}

/** Characters are code points, counted from 1; negative from the end. */
function substring(text: string, start: number, length: number | undefined): string | undefined {
  const letters = [...text]
  const from = start > 0 ? start - 1 : letters.length + start
  if (start === 0 || from < 0 || (length !== undefined && length < 1)) return undefined
  return letters.slice(from, length === undefined ? undefined : from + length).join('')
}

/** DMN 1.5, table 75. */
export const stringFunctions: readonly FunctionValue[] = [
  define('string', ['from'], ([from = null]) => (from === null ? null : textOf(from))),
  define('substring', ['string, start position, length?'], ([string, position, length]) => {
    const [text, start, size] = [textIn(string), wholeIn(position), numberIn(length)?.trunc().toNumber()]
    if (text === undefined || start === undefined || (!absent(length) && size === undefined)) return undefined
    return substring(text, start, size)
  }),
  ofText('string length', 'string', ([text = '']) => numberOf([...text].length)),
  ofText('upper case', 'string', ([text = '']) => text.toUpperCase()),
  ofText('lower case', 'string', ([text = '']) => text.toLowerCase()),
  ofText('substring before', 'string, match', ([text = '', match = '']) => text.slice(0, Math.max(0, text.indexOf(match)))),
  ofText('substring after', 'string, match', ([text = '', match = '']) =>
    text.includes(match) ? text.slice(text.indexOf(match) + match.length) : '',
  ),
  ofText('contains', 'string, match', ([text = '', match = '']) => text.includes(match)),
  ofText('starts with', 'string, match', ([text = '', match = '']) => text.startsWith(match)),
  ofText('ends with', 'string, match', ([text = '', match = '']) => text.endsWith(match)),
  define('matches', ['input, pattern, flags?'], ([input, pattern, flags], run) => {
    const [text, wanted] = [textIn(input), patternFrom(pattern, flags)]
    return text === undefined || wanted === undefined ? undefined : fits(text, wanted, run)
  }),
  define('replace', ['input, pattern, replacement, flags?'], ([input, pattern, replacement, flags], run) => {
    const [text, wanted, by] = [textIn(input), patternFrom(pattern, flags), textIn(replacement)]
    if (text === undefined || wanted === undefined || by === undefined) return undefined
    return replaceAll(text, wanted, { by, run })
  }),
  define('split', ['string, delimiter'], ([string, delimiter], run) => {
    const [text, wanted] = [textIn(string), patternFrom(delimiter, undefined)]
    return text === undefined || wanted === undefined ? undefined : splitBy(text, wanted, run)
  }),
  define('string join', ['list, delimiter?'], ([list, delimiter]) => {
    const texts = listIn(list)?.filter((item) => item !== null)
    const between = single(delimiter) === null ? '' : textIn(delimiter)
    if (texts === undefined || between === undefined || !texts.every(isText)) return undefined
    const length = texts.reduce((sum, text) => sum + text.length + between.length, 0)
    if (length > longestText + between.length) return undefined
    return texts.join(between)
  }),
]

function patternFrom(pattern: Value | undefined, flags: Value | undefined): Ready | undefined {
  const source = textIn(pattern)
  const given = flags === undefined || flags === null ? '' : textIn(flags)
  return source === undefined || given === undefined ? undefined : patternOf(source, given)
}
