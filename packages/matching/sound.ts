import { standsFor } from './one-name.ts'
import { inLatinLetters } from './other-scripts.ts'

type Rule = readonly [RegExp, string]

/** Raise it whenever `soundOf` or `normaliseName` says something else of any name: what is stored under their keys is then made again. */
export const soundVersion = 2

/**
 * One rough sound for Spanish, Portuguese, Haitian Kreyòl, French and English-derived spellings, over a normalised word. What is said alike in
 * any of them becomes alike. After the tables of "Notes on Haitian orthography" (issendai.com), the seseo, yeísmo and betacismo of Spanish,
 * and the digraphs of Portuguese. Signs: 8 = ch, sh; j = the sounds of j, y, ll and soft g; w = hu, gu, w at the beginning.
 */
const rules: readonly Rule[] = [
  // Digraphs of English, French and romanisations.
  [/^jh/, 'j'],
  [/^ye(?=v[gdh]|len|kat|gor|rem|fim)/, 'e'],
  [/^h(?=s[aeiou])/, ''],
  [/^s(?=[bcdfgklmnpqtv])(?!ch)/, 'es'],
  [/^wu(?=i)/, 'w'],
  [/ph/g, 'f'],
  [/chr/g, 'cr'],
  [/kh/g, 'j'],
  [/zh/g, '8'],
  [/s?ch|sh/g, '8'],
  [/t8/g, '8'],
  [/th/g, 't'],
  [/^gh(?=[ei])/, 'gu'],
  [/gz|ks|cs|cz/g, 's'],
  [/t(?=[sz])/g, ''],
  [/[ckp](?=t)|g(?<=ng)(?=t)/g, ''],
  // Vowels of French and Kreyòl.
  [/ee/g, 'i'],
  [/oo|ou/g, 'u'],
  [/eaux?|aux?(?=$)|au/g, 'o'],
  [/ao$/, 'an'],
  [/ean/g, 'an'],
  [/ge(?=[ao])/g, 'j'],
  [/y(?=i)|(?<=i)y(?![aeou])/g, ''],
  [/(?:ie|ey)$/, 'i'],
  [/o[iy](?=[bcdfgklmnprstz8]|$)|(?<=[bcdfgklmnprstvz])wa/g, 'oa'],
  [/(?<=[bcdfgklmnprstvz])w(?=[ei])/g, 'u'],
  [/(?<=[aeou])w(?=[aei])/g, ''],
  [/w(?=o)/g, 'r'],
  [/eu/g, 'e'],
  [/h(?=y)/g, ''],
  [/a[iy](?![aeiou])|e[iy](?![aeiou])/g, 'e'],
  // Consonants of Spanish and Portuguese.
  [/(?<=^w.*)ll/, 'l'],
  [/lh|ll/g, 'j'],
  [/nh|gn|ñ/g, 'n'],
  [/^gue(?!n)/, 'je'],
  [/^(?:gu|hu|u|w)(?=[aei])/, 'w'],
  [/gu(?=[ei])/g, 'j'],
  [/q(?=i(?!u?[eé]))(?!u)/, '8'],
  [/qu|k|q/g, 'c'],
  [/g(?=[ei])/g, 'j'],
  [/h/g, ''],
  [/x(?=i)/g, 'j'],
  [/c(?=[eiy])|ss|z|ç|x/g, 's'],
  [/v/g, 'b'],
  // y is a vowel beside consonants, else the sound of j; i between vowels too; after a consonant it only colours the vowel.
  [/y(?![aeou])/g, 'i'],
  [/(?<=[bcdfgjlmnprst8])[iy](?=[aeou])/g, ''],
  [/y|(?<=[aeou])i(?=[aeou])|^i(?=[aeou])/g, 'j'],
  // Kreyòl drops r before a consonant and at the end; the last d, t, s, e are silent in French.
  [/s(?=r)/g, ''],
  [/rr/g, 'r'],
  [/r(?=[bcdfgjlmnpst8])/g, ''],
  [/[^a-z0-9]/g, ''],
]

/** The phonetic key of one normalised word. Cyrillic, Arabic and the commonest Chinese signs are read first; any other script is its own key. */
export function soundOf(word: string): string {
  const latin = inLatinLetters(word)
  const known = standsFor.get(latin) ?? latin
  if (!/^[a-zñç]+$/.test(known)) return known
  let sound = known
  for (const [from, to] of rules) sound = sound.replace(from, to)
  sound = vowelsFolded(sound).replaceAll(/(.)\1+/g, '$1')
  while (sound.length > 3 && /(?:e|s|t|d|r)$/.test(sound)) sound = sound.slice(0, -1)
  return sound.replace(/m$/, 'n')
}

/** Letters that one ear writes for two sounds: what somebody typed may stand for these as well. */
const alsoWritten: readonly Rule[] = [
  [/^g(?=[ei])/, 'gu'],
  [/x/, 'j'],
  [/^j/, 'x'],
  [/^s(?=i)/, 'x'],
  [/s?h(?<=sh)/, 'x'],
  [/^ch/, 'x'],
  [/^x/, 'ch'],
  [/(?<=[aeiou])h(?=[aeiou])/, 'j'],
  [/^w/, 'v'],
  [/^v(?=[ae])/, 'w'],
  [/li(?=[ao])/, 'll'],
  [/ey(?=[ao])/, 'e'],
  [/g(?=[ao])/, 'j'],
]

/** The sounds that a typed word may stand for, the likeliest first. Only who searches asks for several: who is stored has one. */
export function soundsOf(word: string): readonly string[] {
  const spelt = alsoWritten.map(([from, to]) => word.replace(from, to)).filter((one) => one !== word)
  return [...new Set([word, ...spelt].map(soundOf))].slice(0, 4)
}

/** e and i, o and u are heard alike without stress; a stays. */
function vowelsFolded(sound: string): string {
  return sound.replaceAll('i', 'e').replaceAll('u', 'o')
}
