import { and, boolean, choose, declined, fact, not, none, or, orNone, truths, unknown, type Family } from '../family.ts'

const [a, b, c] = [fact('a'), fact('b'), fact('c')]
const facts = { a: boolean, b: boolean }

export const tables: Family = {
  name: 'logic-tables',
  about: 'and, or, not over yes, no, unknown and declined, and over a yes-or-no fact known to be none',
  groups: [
    { facts, rules: [and(a, b), or(a, b)], states: { a: truths, b: truths } },
    { facts: { a: boolean }, rules: [not(a), not(not(a))], states: { a: truths } },
    { facts: { a: boolean, b: orNone(boolean) }, rules: [and(a, b), or(a, b)], states: { a: truths, b: [none] } },
    { facts: { b: orNone(boolean) }, rules: [not(b)], states: { b: [none] } },
  ],
}

export const repeated: Family = {
  name: 'repeated-yes-or-no',
  about: 'one fact met twice is one fact: whatever it turns out to be, both places agree',
  groups: [
    { facts: { a: boolean }, rules: [or(a, not(a)), and(a, not(a)), not(and(a, not(a)))], states: { a: truths } },
    {
      facts,
      rules: [or(and(a, b), and(not(a), b)), and(or(a, b), or(not(a), b)), and(or(a, b), not(a), not(b))],
      states: { a: truths, b: truths },
    },
    {
      facts: { ...facts, c: boolean },
      rules: [or(and(a, b), and(not(a), c)), or(and(a, b), and(not(a), c), and(b, c))],
      states: { a: [unknown, declined], b: [true, false, unknown], c: [true, false] },
    },
  ],
}

export const branches: Family = {
  name: 'if',
  about: 'an unknown condition never takes the other branch: it decides only where both branches agree',
  groups: [
    {
      facts: { ...facts, c: boolean },
      rules: [choose(a, b, c)],
      states: { a: truths, b: [true, false, unknown], c: [true, false] },
    },
    {
      facts,
      rules: [choose(a, b, not(b)), choose(a, a, not(a)), choose(a, b, b)],
      states: { a: [unknown, true], b: [true, unknown] },
    },
    { facts: { a: orNone(boolean), b: boolean }, rules: [choose(a, b, b)], states: { a: [none], b: [true, false] } },
  ],
}

export const refusing: Family = {
  name: 'declined',
  about: 'preferring not to say is as open as unknown and never lowers what other facts prove',
  groups: [
    {
      facts: { ...facts, c: boolean },
      rules: [or(a, b, c), and(a, or(b, c)), choose(c, a, or(a, b))],
      states: { a: [true, false], b: [true, declined], c: [declined, false] },
    },
    {
      facts: { ...facts, c: boolean },
      rules: [a, b, c],
      together: 'any',
      states: { a: [true, declined], b: [false, declined], c: [declined, unknown] },
    },
    {
      facts: { ...facts, c: boolean },
      rules: [a, or(b, c)],
      together: 'all',
      states: { a: [true, false, declined], b: [declined], c: [true, false, declined] },
    },
  ],
}
