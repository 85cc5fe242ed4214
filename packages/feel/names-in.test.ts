import { expect, test } from 'vitest'
import { namesIn } from './index.ts'
import { read } from './testing/expressions.ts'

function used(feel: string, names: readonly string[] = []): readonly string[] {
  return namesIn(read(feel, names)).map(({ name, from, to, maybePart }) => {
    expect(feel.slice(from, to).trim()).toBe(name)
    return maybePart ? `${name}?` : name
  })
}

test.each([
  ['age >= 18 and country = "X"', ['age', 'country']],
  ['person.age', ['person']],
  ['count(people[age > limit])', ['count', 'people', 'age?', 'limit?']],
  ['for a in list, b in a return a + b + c + count(partial)', ['list', 'c', 'count']],
  ['some x in xs satisfies x = y', ['xs', 'y']],
  ['{a: 1, b: a + c}', ['c']],
  ['function(n) n + m', ['m']],
  ['x in (< low, [y..z])', ['x', 'low', 'y', 'z']],
  ['xs[item = 1]', ['xs']],
  ['if a then b else -c', ['a', 'b', 'c']],
  ['d instance of date', ['d']],
])('%s depends on %j', (feel, expected) => {
  expect(used(feel)).toEqual(expected)
})

test('a name with spaces is one name, with its place', () => {
  expect(used('date of entry + 1', ['date of entry'])).toEqual(['date of entry'])
})
