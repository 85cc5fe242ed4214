import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterJoining, afterParting, areJoined, joinedBy, type Alias, type Pair, type Relinking, type Ties } from './links.ts'

const nothing: Ties = { decided: [], aliases: [] }

/** The ties once a decision is stored and the aliases are as asked. */
function then(ties: Ties, { drop, add }: Relinking, decided: readonly Pair[]): Ties {
  const kept = ties.aliases.filter((one) => !drop.some((other) => other.personId === one.personId))
  return { decided, aliases: [...kept, ...add] }
}
const join = (ties: Ties, pair: Pair): Ties => then(ties, afterJoining(ties, pair), [...ties.decided, pair])
function part(ties: Ties, pair: Pair): Ties {
  const parting = afterParting(ties, pair)
  return then(
    ties,
    parting,
    ties.decided.filter((one) => !parting.undone.includes(one)),
  )
}
const told = (aliases: readonly Alias[]): readonly string[] =>
  aliases.map((one) => `${one.personId}>${one.survivorId}`).toSorted()

describe('records of one person', () => {
  test('two records: the older stands for both, and they can be taken apart', () => {
    const two = join(nothing, ['a', 'b'])
    expect(told(two.aliases)).toEqual(['b>a'])
    expect(part(two, ['a', 'b'])).toEqual(nothing)
  })

  test('a third record tied to the second stands behind the first as well', () => {
    const three = join(join(nothing, ['b', 'c']), ['a', 'b'])
    expect(told(three.aliases)).toEqual(['b>a', 'c>a'])
    expect(joinedBy(join(nothing, ['b', 'c']), ['a', 'b'])).toEqual(['a', 'b', 'c'])
    expect(told(part(three, ['a', 'b']).aliases), 'the pair that was joined before stays joined').toEqual(['c>b'])
  })

  test('whoever is tied only by way of others leaves with every decision about them', () => {
    const three = join(join(nothing, ['a', 'b']), ['b', 'c'])
    expect(told(part(three, ['a', 'c']).aliases)).toEqual(['b>a'])
  })

  test('a link that another organisation made survives our decisions and their undoing', () => {
    const theirs: Ties = { decided: [], aliases: [{ personId: 'c', survivorId: 'b' }] }
    const ours = join(theirs, ['a', 'b'])
    expect(told(ours.aliases)).toEqual(['b>a', 'c>a'])
  })

  test('whatever is joined, one record stands for each group, the oldest; parted records are apart', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
    const pairs = fc.array(
      fc
        .tuple(id, id)
        .filter(([one, other]) => one !== other)
        .map(([one, other]): Pair => (one < other ? [one, other] : [other, one])),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(pairs, (asked) => {
        let ties = nothing
        for (const pair of asked) if (!areJoined(ties, pair)) ties = join(ties, pair)
        const behind = new Set(ties.aliases.map((one) => one.personId))
        for (const one of ties.aliases) {
          expect(behind.has(one.survivorId), 'no alias of an alias').toBe(false)
          expect(one.survivorId < one.personId).toBe(true)
        }
        for (const pair of asked) expect(areJoined(ties, pair)).toBe(true)
        for (const pair of asked) expect(areJoined(part(ties, pair), pair)).toBe(false)
      }),
    )
  })
})
