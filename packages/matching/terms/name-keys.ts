import { keyFrom } from '../keys.ts'
import { soundVersion } from '../sound.ts'
import type { Part } from './terms.ts'

/** Under which names are counted without being written: whose (origin and part), and which by its sound. Other rules of sound have other keys. */
export type NameKeys = {
  readonly of: (part: Part, origin: string) => bigint
  readonly name: (part: Part, origin: string, sound: string) => bigint
}

export function nameKeysOf(secret: Uint8Array): NameKeys {
  const key = keyFrom(secret)
  return {
    of: (part, origin) => key('names-of', `${soundVersion} ${part} ${origin}`),
    name: (part, origin, sound) => key('name-counted', `${part} ${origin} ${sound}`),
  }
}
