type Rule = readonly [RegExp, string]

/**
 * One rough sound for Spanish, Portuguese, Haitian Kreyòl and French spellings, over a normalised word. What sounds alike in
 * any of them becomes alike; vowels are kept only roughly, because Kreyòl writes French ones anew.
 * Rules after the tables of "Notes on Haitian orthography" (issendai.com) and the usual seseo, yeísmo, betacismo of Spanish.
 */
const rules: readonly Rule[] = [
  // English and French spellings that Latin America took over.
  [/^jh/, 'y'],
  [/^j(?=[ao]h?n)/, 'y'],
  [/ph/g, 'f'],
  [/ean/g, 'an'],
  [/sh|sch/g, 'ch'],
  [/th/g, 't'],
  [/x(?=i)/g, 'j'],
  [/^x/, 's'],
  // French and Kreyòl vowels.
  [/eaux?|aux?(?=$)/g, 'o'],
  [/oi|oy(?=[bcdfgklmnprst])|wa/g, 'ua'],
  [/ou/g, 'u'],
  [/eu|oe|(?<!^h)ue(?=r)/g, 'e'],
  [/ai|ei(?!l)/g, 'e'],
  // Spanish and Portuguese consonants.
  [/lh|ll/g, 'y'],
  [/nh|gn|ñ|ni(?=[aeou])/g, 'ni'],
  [/^(?:gu|hu|u|w)(?=[aei])/, 'w'],
  [/gu(?=[ei])/g, 'g'],
  [/qu|k/g, 'c'],
  [/g(?=[ei])/g, 'j'],
  [/h(?<!ch)/g, ''],
  [/ch/g, '8'],
  [/c(?=[eiy])|ss|z|ç|x/g, 's'],
  [/v/g, 'b'],
  [/w/g, 'w'],
  [/j|y/g, 'y'],
  [/i(?=[aeou])/g, 'y'],
  // Kreyòl drops r before a consonant and at the end, and the last d, t, s, e are silent in French.
  [/y$/, 'i'],
  [/p(?=t)/g, ''],
  [/s(?=r)/g, ''],
  [/r(?=[bcdfglmnpst8y])/g, ''],
  [/[^a-z0-9]/g, ''],
]

/** The phonetic key of one normalised word; words of other scripts are their own key. */
export function soundOf(word: string): string {
  if (!/^[a-zñç]+$/.test(word)) return word
  let sound = word
  for (const [from, to] of rules) sound = sound.replace(from, to)
  sound = sound.replaceAll(/(.)\1+/g, '$1')
  while (sound.length > 3 && /(?:e|s|t|d|r)$/.test(sound)) sound = sound.slice(0, -1)
  return vowelsFolded(sound)
}

/** Letters that one ear writes for two sounds: what somebody typed may stand for these as well. */
const alsoWritten: readonly Rule[] = [
  [/^g(?=[ei])/, 'gu'],
  [/x/, 'j'],
  [/^j/, 'x'],
  [/^s(?=i)/, 'x'],
  [/sh/, 'x'],
  [/tch/, 'ch'],
  [/(?<=[aeiou])h(?=[aeiou])/, 'j'],
  [/ai(?=[aeou])/, 'ay'],
  [/j$/, 'ge'],
]

/** The sounds that a typed word may stand for, the likeliest first. Only who searches asks for several: who is stored has one. */
export function soundsOf(word: string): readonly string[] {
  const spelt = alsoWritten.map(([from, to]) => word.replace(from, to)).filter((one) => one !== word)
  return [...new Set([word, ...spelt].map(soundOf))].slice(0, 4)
}

/** e and i, o and u are heard alike without stress; a stays. The first letter keeps its vowel class only. */
function vowelsFolded(sound: string): string {
  return sound
    .replaceAll(/[ei]/g, 'e')
    .replaceAll(/[ou]/g, 'o')
    .replaceAll(/(.)\1+/g, '$1')
}
