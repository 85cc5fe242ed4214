import type { XPath } from '../xpath/xpath.ts'
import type { Around } from './around.ts'
import { bracketed, called, isUntold, quoted, whole, type FeelText, type Untold } from './feel-text.ts'

type Call = XPath & { readonly kind: 'call' }
type Translate = (of: XPath, around: Around) => FeelText | Untold

/** Functions that are the same under another name, with how many arguments. */
export const sameFunctions: Readonly<Record<string, readonly [feel: string, count: number]>> = {
  not: ['not', 1],
  contains: ['contains', 2],
  'starts-with': ['starts with', 2],
  'ends-with': ['ends with', 2],
  'string-length': ['string length', 1],
  'substring-before': ['substring before', 2],
  'substring-after': ['substring after', 2],
  abs: ['abs', 1],
  sqrt: ['sqrt', 1],
  exp: ['exp', 1],
  log: ['log', 1],
  string: ['string', 1],
}

/** A call of a function of ODK as FEEL; what rules have no equivalent for is told by the function's name. */
export function callToFeel(
  call: Call,
  around: Around,
  { translate, truth }: { readonly translate: Translate; readonly truth: Translate },
): FeelText | Untold {
  const given: FeelText[] = []
  const special = callOfQuestion(call, around) ?? fixed(call)
  if (special !== undefined) return special
  for (const [at, one] of call.given.entries()) {
    const asked = call.name === 'not' || (call.name === 'if' && at === 0)
    const found = asked ? truth(one, around) : translate(one, around)
    if (isUntold(found)) return found
    given.push(found)
  }
  const [first, second, third] = given
  const same = Object.hasOwn(sameFunctions, call.name) ? sameFunctions[call.name] : undefined
  if (same !== undefined && same[1] === given.length) return called(same[0], ...given)
  const none: Untold = { code: 'xpath-function', word: call.name }
  switch (call.name) {
    case 'if':
      if (first === undefined || second === undefined || third === undefined || given.length > 3) return none
      return { text: `if ${first.text} then ${second.text} else ${third.text}`, binds: 0 }
    case 'coalesce':
      if (first === undefined || second === undefined || given.length > 2) return none
      return { text: `if ${bracketed(first, 4)} != null then ${first.text} else ${second.text}`, binds: 0 }
    case 'concat':
      return given.length === 0
        ? none
        : whole(`string join([${given.map(({ text }, at) => textFrom(call.given[at], text)).join(', ')}])`)
    case 'int':
      return first === undefined || given.length > 1 ? none : whole(`round down(${first.text}, 0)`)
    case 'round':
      if (first === undefined || given.length > 2 || (second !== undefined && !/^-?\d+$/u.test(second.text))) return none
      return whole(`round half up(${first.text}, ${second?.text ?? '0'})`)
    case 'pow':
      return first === undefined || second === undefined
        ? none
        : { text: `${bracketed(first, 8)} ** ${bracketed(second, 8)}`, binds: 6 }
    case 'min':
    case 'max':
      return given.length < 2 ? none : called(call.name, ...given)
    default:
      return none
  }
}

function textFrom(of: XPath | undefined, feel: string): string {
  return of?.kind === 'text' ? (feel === 'null' ? '""' : feel) : `string(${feel})`
}

function fixed({ name, given }: Call): FeelText | undefined {
  const [first] = given
  if (given.length === 0 && (name === 'true' || name === 'false')) return whole(name)
  if (given.length === 0 && name === 'today') return whole('today')
  if (given.length === 1 && name === 'date' && first?.kind === 'text') return whole(`date(${quoted(first.value)})`)
  return undefined
}

/** Functions whose argument must be a question. */
function callOfQuestion({ name, given }: Call, around: Around): FeelText | Untold | undefined {
  const [first, second] = given
  const question = first?.kind === 'question' ? first.name : first?.kind === 'self' ? around.self : undefined
  const type = question === undefined ? undefined : around.names.get(question)
  if (question === undefined || type === undefined) return undefined
  const repeat = around.repeatOf.get(question)
  switch (name) {
    case 'selected':
      if (given.length !== 2 || second?.kind !== 'text') return { code: 'xpath-shape', word: name }
      if (type === 'many') return called('list contains', whole(question), whole(quoted(second.value)))
      if (type === 'yes-no' && (second.value === 'yes' || second.value === 'no'))
        return { text: `${question} = ${String(second.value === 'yes')}`, binds: 3 }
      return type === 'one' ? { text: `${question} = ${quoted(second.value)}`, binds: 3 } : { code: 'xpath-shape', word: name }
    case 'count-selected':
      return given.length === 1 && type === 'many' ? called('count', whole(question)) : { code: 'xpath-shape', word: name }
    // ODK's regex judges the whole answer; FEEL's matches looks for a part.
    case 'regex':
      return given.length === 2 && second?.kind === 'text'
        ? called('matches', whole(question), whole(quoted(`^(${second.value})$`)))
        : { code: 'xpath-shape', word: name }
    case 'count':
      return given.length === 1 && type === 'repeat' ? called('count', whole(question)) : { code: 'xpath-shape', word: name }
    case 'sum':
    case 'min':
    case 'max':
      return given.length === 1 && repeat !== undefined ? called(name, whole(`${repeat}.${question}`)) : undefined
    case 'number':
      return given.length === 1 && (type === 'integer' || type === 'decimal' || type === 'calculation')
        ? whole(question)
        : undefined
    default:
      return undefined
  }
}
