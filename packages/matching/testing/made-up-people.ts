const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'la', 'me', 'ni', 'po', 'ru', 'sa', 'te', 'vi', 'xo', 'zu', 'ra']

export const heading = 'rec_id,given_name,surname,date_of_birth,phone,cluster'

/** Three hundred made-up people, of whom each third is there twice with a letter otherwise or without a phone: `p0a` and `p0b`. */
export function madeUpPeople(): readonly string[] {
  let seed = 5
  const draw = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  const word = (length: number): string => Array.from({ length }, () => syllables[draw(16)]).join('')
  return Array.from({ length: 300 }, (_, n) => {
    const [first, last] = [word(3), word(4)]
    const born = `${1940 + draw(70)}-${String(1 + draw(12)).padStart(2, '0')}-${String(1 + draw(28)).padStart(2, '0')}`
    const phone = `0981${100_000 + draw(900_000)}`
    const one = [`p${n}a`, first, last, born, phone, String(n)].join(',')
    const again = [`p${n}b`, n % 2 === 0 ? first : `${first}h`, last, born, n % 4 === 0 ? '' : phone, String(n)].join(',')
    return n % 3 === 0 ? [one, again] : [one]
  }).flat()
}
