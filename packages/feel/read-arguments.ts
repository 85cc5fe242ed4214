import type { Argument } from './expression.ts'
import { newName, need, take, wordAt, type Reader } from './reader.ts'

const named = /^[^"(){}[\],:@]{1,200}:/u

/** What stands in the brackets of a call, up to the closing one; by place or by name. */
export function readArguments(reader: Reader): readonly Argument[] {
  const given: Argument[] = []
  if (take(reader, ')')) return given
  do given.push(readArgument(reader))
  while (take(reader, ','))
  need(reader, ')')
  return given
}

function readArgument(reader: Reader): Argument {
  const ahead = reader.text.slice(reader.at, reader.at + 202)
  if (wordAt(reader) === undefined || !named.test(ahead)) return { value: reader.read(reader) }
  const name = newName(reader, () => false)
  need(reader, ':')
  return { name, value: reader.read(reader) }
}
