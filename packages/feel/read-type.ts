import { atWord, deeper, need, take, takeWord, wordAt, wrong, type Reader } from './reader.ts'
import { namesWithin, longestName } from './names.ts'
import { skip, newName } from './reader.ts'
import { anyType, simpleType, typeNames, type FeelType } from './type.ts'

const names = namesWithin(undefined, typeNames)

/** A type as it is written after `instance of` (DMN 1.5, rules 53–59). */
export function readType(reader: Reader): FeelType {
  return deeper(reader, () => readOne(reader))
}

function readOne(reader: Reader): FeelType {
  for (const kind of ['list', 'range'] as const) {
    if (!atWord(reader, kind)) continue
    takeWord(reader, kind)
    if (!take(reader, '<')) return { kind: 'named', name: kind }
    const of = readType(reader)
    need(reader, '>')
    return { kind, of }
  }
  if (takeWord(reader, 'context')) return readContextType(reader)
  if (takeWord(reader, 'function')) return readFunctionType(reader)
  return readNamedType(reader)
}

function readNamedType(reader: Reader): FeelType {
  const first = wordAt(reader)
  if (first === undefined) wrong(reader, 'a type is expected')
  const known = [names, reader.scope, reader.parts]
    .map((scope) => longestName(reader.text, reader.at, { first, scope }))
    .find((found) => found !== undefined)
  reader.at = known?.to ?? reader.at + first.length
  skip(reader)
  let name = known?.name ?? first
  while (reader.text[reader.at] === '.' && reader.text[reader.at + 1] !== '.') {
    take(reader, '.')
    const next = wordAt(reader)
    if (next === undefined) wrong(reader, 'a type is expected')
    const part = longestName(reader.text, reader.at, { first: next, scope: reader.parts })
    reader.at = part?.to ?? reader.at + next.length
    skip(reader)
    name += `.${part?.name ?? next}`
  }
  return simpleType(name) ?? { kind: 'named', name }
}

function readContextType(reader: Reader): FeelType {
  const entries = new Map<string, FeelType>()
  if (!take(reader, '<')) return { kind: 'named', name: 'context' }
  do {
    const name = newName(reader, () => false)
    need(reader, ':')
    entries.set(name, readType(reader))
  } while (take(reader, ','))
  need(reader, '>')
  return { kind: 'context', entries }
}

function readFunctionType(reader: Reader): FeelType {
  const parameters: FeelType[] = []
  if (!take(reader, '<')) return { kind: 'named', name: 'function' }
  if (!take(reader, '>')) {
    do parameters.push(readType(reader))
    while (take(reader, ','))
    need(reader, '>')
  }
  const result = take(reader, '->') ? readType(reader) : anyType
  return { kind: 'function', parameters, result }
}
