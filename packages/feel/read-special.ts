import type { Expression, Iteration, Parameter } from './expression.ts'
import { readType } from './read-type.ts'
import { atSign, atWord, deeper, need, needWord, newName, take, takeWord, wordAt, withNames, type Reader } from './reader.ts'
import { knownName } from './reader.ts'

/** `if`, `for`, `some`, `every` and `function`: they reach as far to the right as they can. */
export function readSpecial(reader: Reader): Expression | undefined {
  const word = wordAt(reader)
  if (word === undefined || !['if', 'for', 'some', 'every', 'function'].includes(word)) return undefined
  if (isLongerName(reader, word)) return undefined
  const from = reader.at
  takeWord(reader, word)
  if (word === 'if') return readIf(reader, from)
  if (word === 'function') return readFunction(reader, from)
  const [iterations, body] = readIterations(reader, word === 'for' ? 'return' : 'satisfies')
  const span = { from, to: body.to }
  if (word === 'for') return { kind: 'for', iterations, body, ...span }
  return { kind: word === 'some' ? 'some' : 'every', iterations, body, ...span }
}

/** A name in scope may begin with a word of the language. */
function isLongerName(reader: Reader, word: string): boolean {
  const { at } = reader
  const name = knownName(reader, [reader.scope])
  reader.at = at
  return name !== word
}

function readIf(reader: Reader, from: number): Expression {
  const condition = reader.read(reader)
  needWord(reader, 'then')
  const then = reader.read(reader)
  needWord(reader, 'else')
  const otherwise = reader.read(reader)
  return { kind: 'if', condition, then, otherwise, from, to: otherwise.to }
}

/** Each variable is in scope for the lists after it. */
function readIterations(reader: Reader, before: 'return' | 'satisfies'): readonly [readonly Iteration[], Expression] {
  return deeper(reader, () => readIteration(reader, before))
}

function readIteration(reader: Reader, before: 'return' | 'satisfies'): readonly [readonly Iteration[], Expression] {
  const name = newName(reader, () => atWord(reader, 'in'))
  needWord(reader, 'in')
  const over = reader.read(reader)
  const to = take(reader, '..') ? { to: reader.read(reader) } : {}
  return withNames(reader, [name], (): readonly [readonly Iteration[], Expression] => {
    const own: Iteration = { name, over, ...to }
    if (take(reader, ',')) {
      const [others, body] = readIterations(reader, before)
      return [[own, ...others], body]
    }
    needWord(reader, before)
    return [[own], reader.read(reader)]
  })
}

function readFunction(reader: Reader, from: number): Expression {
  need(reader, '(')
  const parameters: Parameter[] = []
  if (!atSign(reader, ')')) {
    do {
      const name = newName(reader, () => false)
      parameters.push(take(reader, ':') ? { name, type: readType(reader) } : { name })
    } while (take(reader, ','))
  }
  need(reader, ')')
  const external = takeWord(reader, 'external')
  const names = parameters.map(({ name }) => name)
  const body = withNames(reader, names, () => reader.read(reader))
  return { kind: 'function', parameters, external, body, from, to: body.to }
}
