/** Words that stand between names and are left out of comparisons: "de la", "dos", "y". */
const particles = new Set([
  'de',
  'del',
  'la',
  'las',
  'los',
  'lo',
  'el',
  'da',
  'do',
  'das',
  'dos',
  'e',
  'y',
  'du',
  'des',
  'le',
  'les',
  'van',
  'von',
  'di',
  'al',
])
/** Titles that are no part of a name. */
const titles = new Set(['sr', 'sra', 'srta', 'don', 'dona', 'doña', 'dr', 'dra', 'mr', 'mrs', 'ms', 'mme', 'mlle', 'm', 'pe'])

/**
 * A name as a list of comparable words: lower case, without accents, particles, titles and signs; hyphened names come apart
 * ("Jean-Baptiste" → jean, baptiste). Letters of other scripts stay; pictures and control characters go.
 */
export function normaliseName(text: string): readonly string[] {
  const plain = text
    .replaceAll(/[çÇ]/gu, 's')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[’'`´.]/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  const words = plain === '' ? [] : plain.split(' ').flatMap(apart)
  const kept = words.filter((word) => !particles.has(word) && !titles.has(word))
  return kept.length > 0 ? kept : words
}

/**
 * Two names that one office writes as one: "Abdulrahman", "Abderrahman" as "Abd el Rahman" (but Abdullah is one word), and Kreyòl "Janbatis"
 * as "Jean-Baptiste".
 */
function apart(word: string): readonly string[] {
  const [, of] = /^abd[aeou]{1,2}[lr](?!l?ah?$)(.{3,})$/.exec(word) ?? []
  if (of !== undefined) return ['abd', of]
  const [, jean, second] = /^(jan|jean)((?:batis|baptis|pye|pier|klod|claud|wob|rober|mari).*)$/.exec(word) ?? []
  if (jean !== undefined && second !== undefined) return [jean, second]
  return [/^abd[aeou][lr]$/.test(word) ? 'abd' : word]
}

/** A document number as it is compared: letters and digits only. */
export function normaliseNumber(number: string): string {
  return number
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replaceAll(/^0+(?=.)/gu, '')
}

/** The last nine digits of a phone number: what is the same with and without country code. */
export function normalisePhone(phone: string): string {
  const digits = phone.replaceAll(/\D/g, '')
  return digits.length < 7 ? '' : digits.slice(-9)
}
