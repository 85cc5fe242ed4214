import { expect, test } from 'vitest'
import { frenchSpaces } from './index.ts'

test('a French sign never begins a line', () => {
  expect(frenchSpaces('Vous êtes « Ana » ? Oui ; bien sûr ! Donc : {count, plural, one {# an} other {# ans}}')).toBe(
    'Vous êtes «\u00a0Ana\u00a0»\u202f? Oui\u202f; bien sûr\u202f! Donc\u00a0: {count, plural, one {# an} other {# ans}}',
  )
  expect(frenchSpaces('de 8:30 à 9:00')).toBe('de 8:30 à 9:00')
})
