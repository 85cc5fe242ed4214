/** French keeps a space before : ; ? ! and inside « », which must not end a line. U+00A0 is wide, U+202F narrow. */
export function frenchSpaces(text: string): string {
  return text
    .replaceAll(/ (?=[:»])/g, '\u00a0')
    .replaceAll(/ (?=[;?!])/g, '\u202f')
    .replaceAll('« ', '«\u00a0')
}
