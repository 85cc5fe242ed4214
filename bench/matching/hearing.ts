import type { Chance } from '@convive/server'
import type { Origin } from './name-pools.ts'

/**
 * Generator B's ear: a name is spoken as its language reads it, loses or changes sounds on the way, and is written as the officer's
 * language writes those sounds. Written apart from the engine's `sound.ts`, so that neither's blind spots are the other's.
 */
export type Tongue = 'spanish' | 'portuguese' | 'french' | 'english'

type Reading = readonly (readonly [spelt: RegExp, sounds: string])[]

/** Sounds are single signs: C = ch, S = sh, Z = zh, X = Spanish j, N = ny, Y = y, W = w, ~ = nasal, q = trilled r; the rest as written. */
const common: Reading = [
  [/^ph/, 'f'],
  [/^th/, 't'],
  [/^[áàâ]/, 'a'],
  [/^[éèê]/, 'e'],
  [/^[íî]/, 'i'],
  [/^[óòô]/, 'o'],
  [/^[úû]/, 'u'],
]
const readings: Readonly<Record<'spanish' | 'portuguese' | 'french' | 'other', Reading>> = {
  spanish: [
    [/^ll|^y(?=[aeiou])/, 'Y'],
    [/^ch/, 'C'],
    [/^rr/, 'q'],
    [/^qu(?=[eiéí])|^k/, 'k'],
    [/^c(?=[eiéí])|^z/, 's'],
    [/^c/, 'k'],
    [/^g(?=[eiéí])|^j/, 'X'],
    [/^gu(?=[eiéí])/, 'g'],
    [/^h(?=u[aei])|^w/, 'W'],
    [/^h/, ''],
    [/^x/, 'ks'],
    [/^ñ/, 'N'],
    [/^v/, 'b'],
    [/^y$/, 'i'],
    [/^y/, 'i'],
  ],
  portuguese: [
    [/^lh/, 'Y'],
    [/^nh/, 'N'],
    [/^ch|^x/, 'S'],
    [/^rr|^r(?=$)/, 'q'],
    [/^ss|^ç|^c(?=[eiéê])/, 's'],
    [/^qu(?=[eié])|^c|^k/, 'k'],
    [/^g(?=[ei])|^j/, 'Z'],
    [/^ão|^am$/, 'au~'],
    [/^[ãõ]/, 'a~'],
    [/^h/, ''],
    [/^y/, 'i'],
    [/^w/, 'v'],
    [/^z|^s(?=[aeiou])/, 'z'],
  ],
  french: [
    [/^eaux?|^aux?/, 'o'],
    [/^ou/, 'u'],
    [/^oi/, 'Wa'],
    [/^ai|^ei/, 'e'],
    [/^eu|^œu/, 'e'],
    [/^(?:an|en|am|em)(?![aeiouéèn])/, 'a~'],
    [/^(?:in|ain|ein|im)(?![aeiouén])/, 'e~'],
    [/^on(?![aeiouén])/, 'o~'],
    [/^ch/, 'S'],
    [/^gn/, 'N'],
    [/^qu|^k|^c(?![eiéh])/, 'k'],
    [/^ç|^ss|^c(?=[eié])/, 's'],
    [/^g(?=[eié])|^j/, 'Z'],
    [/^h/, ''],
    [/^[esdtxz]$/, ''],
    [/^(?:es|ent)$/, ''],
    [/^r(?=[bcdfglmnpst]|$)/, ''],
    [/^y/, 'i'],
    [/^w/, 'W'],
  ],
  other: [
    [/^kh/, 'X'],
    [/^sh|^x/, 'S'],
    [/^zh/, 'Z'],
    [/^ch|^q/, 'C'],
    [/^oo|^ou/, 'u'],
    [/^ee/, 'i'],
    [/^ye/, 'Ye'],
    [/^y(?=[aou])/, 'Y'],
    [/^y/, 'i'],
    [/^w/, 'W'],
    [/^j/, 'Z'],
  ],
}
const readAs: Readonly<Record<Origin, keyof typeof readings>> = {
  VEN: 'spanish',
  COL: 'spanish',
  CUB: 'spanish',
  HND: 'spanish',
  BRA: 'portuguese',
  HTI: 'french',
  SYR: 'other',
  CHN: 'other',
  RUS: 'other',
}

function spoken(word: string, origin: Origin): string {
  const rules = [...readings[readAs[origin]], ...common]
  let [rest, sounds] = [word.toLowerCase().replaceAll(/[^\p{L}]/gu, ''), '']
  while (rest !== '') {
    const rule = rules.find(([spelt]) => spelt.test(rest))
    const length = rule?.[0].exec(rest)?.[0].length ?? 1
    sounds += rule?.[1] ?? rest.charAt(0)
    rest = rest.slice(Math.max(1, length))
  }
  return sounds
}

/** What is misheard: voice, place of the tongue, weak vowels, a last consonant. */
const misheard: Readonly<Record<string, string>> = {
  b: 'p',
  p: 'b',
  d: 't',
  t: 'd',
  g: 'k',
  k: 'g',
  m: 'n',
  n: 'm',
  l: 'r',
  r: 'l',
  q: 'r',
  e: 'i',
  i: 'e',
  o: 'u',
  u: 'o',
  f: 's',
  C: 'S',
  S: 'C',
  Z: 'Y',
  Y: 'Z',
  z: 's',
  X: 'k',
  v: 'b',
  N: 'n',
}

function onTheWay(sounds: string, chance: Chance): string {
  if (!chance.happens(0.25) || sounds.length < 3) return sounds
  const at = chance.between(1, sounds.length - 1)
  const sound = sounds.charAt(at)
  const changed = chance.happens(0.75) ? (misheard[sound] ?? sound) : ''
  return sounds.slice(0, at) + changed + sounds.slice(at + 1)
}

/** How each language writes a sound, the usual way first; where two are given the officer takes the second one time in three. */
const writings: Readonly<Record<Tongue, Readonly<Record<string, readonly string[]>>>> = {
  spanish: {
    Y: ['y', 'll'],
    C: ['ch'],
    S: ['ch', 'sh'],
    Z: ['y', 'll'],
    X: ['j'],
    N: ['ñ'],
    W: ['w', 'gu'],
    q: ['rr', 'r'],
    b: ['b', 'v'],
    v: ['v', 'b'],
    s: ['s', 'z'],
    z: ['s', 'z'],
    k: ['c', 'k'],
    '~': ['n'],
  },
  portuguese: {
    Y: ['lh', 'i'],
    C: ['tch', 'ch'],
    S: ['x', 'ch'],
    Z: ['j', 'g'],
    X: ['r', 'h'],
    N: ['nh'],
    W: ['w', 'u'],
    q: ['rr', 'r'],
    s: ['s', 'ss'],
    z: ['z', 's'],
    k: ['c', 'k'],
    '~': ['m', 'n'],
  },
  french: {
    u: ['ou'],
    Y: ['y', 'ill'],
    C: ['tch', 'ch'],
    S: ['ch'],
    Z: ['j', 'g'],
    X: ['h', 'r'],
    N: ['gn'],
    W: ['ou', 'w'],
    q: ['r'],
    s: ['s', 'ss'],
    z: ['z', 's'],
    k: ['c', 'k'],
    o: ['o', 'eau'],
    e: ['é', 'e'],
    '~': ['n'],
  },
  english: {
    u: ['u', 'oo'],
    Y: ['y'],
    C: ['ch'],
    S: ['sh'],
    Z: ['j'],
    X: ['h', 'j'],
    N: ['ny', 'n'],
    W: ['w'],
    q: ['r'],
    b: ['b'],
    s: ['s', 'c'],
    z: ['z', 's'],
    k: ['k', 'c'],
    i: ['i', 'ee'],
    '~': ['n'],
  },
}

function written(sounds: string, tongue: Tongue, chance: Chance): string {
  let text = ''
  for (const [at, sound] of [...sounds].entries()) {
    const [usual = sound, other = usual] = writings[tongue][sound] ?? [sound]
    const chosen = chance.happens(0.33) ? other : usual
    const beforeFront = 'eié'.includes(sounds.charAt(at + 1)) && sounds.charAt(at + 1) !== ''
    text +=
      chosen === 'c' && beforeFront
        ? tongue === 'english'
          ? 'k'
          : 'qu'
        : chosen === 'g' && sound === 'g' && beforeFront
          ? 'gu'
          : chosen
  }
  return text
}

/** A name as an officer of another tongue hears it through the noise of a hall. */
export function heardAs(word: string, of: { readonly origin: Origin; readonly tongue: Tongue; readonly chance: Chance }): string {
  const text = written(onTheWay(spoken(word, of.origin), of.chance), of.tongue, of.chance)
  return text === '' ? word : text.charAt(0).toUpperCase() + text.slice(1)
}
