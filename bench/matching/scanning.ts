import type { Chance } from '@convive/server'

/** Letters as passports print them: ICAO Doc 9303 part 3, section 6 (A: Latin letters), for those that our names need. */
const printed: Readonly<Record<string, string>> = { Ñ: 'N', Ç: 'C', Ü: 'UE', Ö: 'OE', Ä: 'AE', Œ: 'OE' }

/** A name as the machine-readable zone has it: capitals, no accents, no signs, 39 places for surnames and given names together. */
export function machineReadable(given: string, family: string): { readonly given: string; readonly family: string } {
  const plain = (text: string): string =>
    text
      .toUpperCase()
      .replaceAll(/[ÑÇÜÖÄŒ]/gu, (letter) => printed[letter] ?? letter)
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .replaceAll(/['’.]/gu, '')
      .replaceAll(/[^A-Z]+/gu, ' ')
      .trim()
  const surname = plain(family).slice(0, 36)
  return {
    family: surname,
    given: plain(given)
      .slice(0, Math.max(1, 39 - surname.length - 2))
      .trim(),
  }
}

/** What a scanner takes for something else; letters in names, digits in numbers. */
const misread: readonly (readonly [string, string])[] = [
  ['RN', 'M'],
  ['M', 'RN'],
  ['I', 'L'],
  ['L', 'I'],
  ['O', 'Q'],
  ['E', 'F'],
  ['C', 'G'],
  ['U', 'V'],
  ['V', 'Y'],
  ['H', 'N'],
  ['B', 'R'],
  ['1', '7'],
  ['7', '1'],
  ['0', '8'],
  ['8', '3'],
  ['3', '8'],
  ['5', '6'],
  ['6', '5'],
]

/** A printed text through a scanner that misreads one sign in so many texts. */
export function scanned(text: string, share: number, chance: Chance): string {
  if (!chance.happens(share)) return text
  const fitting = misread.filter(([from]) => text.includes(from))
  if (fitting.length === 0) return text
  const [from, to] = chance.pick(fitting)
  const places = [...text.matchAll(new RegExp(from, 'g'))].map((one) => one.index)
  const at = chance.pick(places)
  return text.slice(0, at) + to + text.slice(at + from.length)
}

/** Other ways in which one name of another script is written in Latin letters: ISO 233, ALA-LC and French habit; pinyin and Wade–Giles; GOST and BGN. */
const romanised: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^Mohammad$/, ['Muhammad', 'Mohamed', 'Mohammed', 'Mohamad', 'Muhammed']],
  [/^Hussein$/, ['Husayn', 'Hussain', 'Houssein', 'Hosein']],
  [/^Ahmad$/, ['Ahmed', 'Ahmet']],
  [/^Yousef$/, ['Youssef', 'Yusuf', 'Joseph', 'Yosef']],
  [/^Khaled$/, ['Khalid', 'Haled', 'Jaled']],
  [/^Mahmoud$/, ['Mahmud', 'Mahmood']],
  [/^Abdul/, ['Abd al-', 'Abd El ', 'Abdel']],
  [/^Al-/, ['El ', 'El-', 'Al ', 'Al', '']],
  [/ou/, ['u', 'oo']],
  [/kh/i, ['Kh', 'J', 'H']],
  [/aa|ei/, ['a', 'i', 'ai']],
  [/^Zhang$/, ['Chang', 'Jang']],
  [/^Xu$/, ['Hsu', 'Shu']],
  [/^Zh/, ['Ch', 'Y']],
  [/^X(?=i)/, ['Hs', 'S', 'Sh']],
  [/^Q(?=i)/, ['Ch', "Ch'"]],
  [/^Zhou$/, ['Chou', 'Chow']],
  [/^Ye(?=[vlk])/, ['E', 'Ie', 'Je']],
  [/iy/, ['ii', 'i', 'y']],
  [/y$/, ['i', 'iy', 'ij']],
  [/ks/, ['x']],
  [/sh/i, ['Sch', 'Ch']],
  [/ya/, ['ia', 'ja']],
  [/yu/i, ['Iu', 'Ju']],
]

/** The same name under another transliteration, where there is one. */
export function romanisedAnew(word: string, chance: Chance): string {
  const fitting = romanised.filter(([from]) => from.test(word))
  if (fitting.length === 0) return word
  const [from, others] = chance.pick(fitting)
  const text = word.replace(from, chance.pick(others)).trim()
  return text === '' ? word : text.charAt(0).toUpperCase() + text.slice(1)
}
