import fc from 'fast-check'
import { aroundOf } from '../feel/around.ts'
import { toFeel } from '../feel/to-feel.ts'
import { writeXPath } from '../xpath/write-xpath.ts'
import type { XPath } from '../xpath/xpath.ts'
import type { Form, Item, NoAnswer, Question, Texts } from '../form.ts'

const languages = ['es', 'ht', 'so']
const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((text) => text.trim().replaceAll(/\s+/gu, ' ') || 'x')
const texts = fc.record(Object.fromEntries(languages.map((one) => [one, word]))) satisfies fc.Arbitrary<Texts>
const opens = fc.constantFrom<readonly NoAnswer[]>([], ['unknown', 'declined'], ['unknown', 'declined', 'none'])

/** Sources of conditions: every question of a small form, by its type. */
const questions = {
  age: 'integer',
  weight: 'decimal',
  born: 'date',
  town: 'text',
  colour: 'one',
  tongues: 'many',
  ok: 'yes-no',
} as const

const question = (name: keyof typeof questions): XPath => ({ kind: 'question', name })
const literal = (value: string): XPath => ({ kind: 'text', value })
const called = (name: string, ...given: readonly XPath[]): XPath => ({ kind: 'call', name, given })
const number: fc.Arbitrary<XPath> = fc.oneof(
  fc.nat(200).map((count): XPath => ({ kind: 'number', text: String(count) })),
  fc.constantFrom(question('age'), question('weight'), called('count-selected', question('tongues'))),
)
const sum: fc.Arbitrary<XPath> = fc
  .tuple(fc.constantFrom('+', '-', '*', 'div', 'mod'), number, number)
  .map(([sign, left, right]): XPath => ({
    kind: 'binary',
    sign: sign === 'div' ? 'div' : sign === 'mod' ? 'mod' : sign === '+' ? '+' : sign === '-' ? '-' : '*',
    left,
    right,
  }))
const comparison = fc.constantFrom('=', '!=', '<', '<=', '>', '>=')
const atom: fc.Arbitrary<XPath> = fc.oneof(
  fc
    .tuple(comparison, fc.oneof(number, sum), number)
    .map(([sign, left, right]): XPath => ({ kind: 'binary', sign: signOf(sign), left, right })),
  fc
    .constantFrom('red', 'blue')
    .map((name): XPath => ({ kind: 'binary', sign: '=', left: question('colour'), right: literal(name) })),
  fc.constantFrom('es', 'ht').map((name) => called('selected', question('tongues'), literal(name))),
  fc.constantFrom('yes', 'no').map((name): XPath => ({ kind: 'binary', sign: '=', left: question('ok'), right: literal(name) })),
  fc
    .constantFrom<keyof typeof questions>('age', 'town', 'born')
    .map((name): XPath => ({ kind: 'binary', sign: '!=', left: question(name), right: literal('') })),
  fc
    .constantFrom('2020-02-29', '2026-11-26')
    .map((day): XPath => ({ kind: 'binary', sign: '<=', left: question('born'), right: called('date', literal(day)) })),
  fc.constantFrom('starts-with', 'contains').map((name) => called(name, question('town'), literal('San "J'))),
)
const condition: fc.Arbitrary<XPath> = fc.letrec<{ all: XPath }>((tie) => ({
  all: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    atom,
    fc
      .tuple(fc.constantFrom('and', 'or'), tie('all'), tie('all'))
      .map(([sign, left, right]): XPath => ({ kind: 'binary', sign: sign === 'and' ? 'and' : 'or', left, right })),
    tie('all').map((one) => called('not', one)),
  ),
})).all

function signOf(text: string): '=' | '!=' | '<' | '<=' | '>' | '>=' {
  return text === '=' || text === '!=' || text === '<' || text === '<=' || text === '>' ? text : '>='
}

/** The questions that conditions read, before everything else. */
const read: readonly Question[] = Object.entries(questions).map(([name, type]): Question => ({
  kind: 'question',
  name,
  type,
  label: { es: name, ht: name, so: name },
  hint: {},
  required: false,
  constraintMessage: {},
  open: [],
  ...(type === 'one' ? { list: 'colours' } : type === 'many' ? { list: 'tongues' } : type === 'yes-no' ? { list: 'yes_no' } : {}),
}))

/** Conditions as FEEL: written as ODK has them and read once, so that they are spelled as we spell them. */
const feelConditions: fc.Arbitrary<string> = condition.map((one) => {
  const text = writeXPath(one) ?? ''
  const found = toFeel(text, aroundOf(read))
  if (!found.ok) throw new Error(`${text}: ${found.untold.code} ${found.untold.word}`)
  return found.feel
})

const maybe = fc.option(feelConditions, { nil: undefined })

function asked(name: string): fc.Arbitrary<Item> {
  return fc
    .record({
      type: fc.constantFrom('text', 'integer', 'decimal', 'date', 'image', 'place'),
      label: texts,
      hint: texts,
      relevant: maybe,
      constraint: maybe,
      required: fc.boolean(),
      open: opens,
      appearance: fc.option(fc.constant('multiline'), { nil: undefined }),
    })
    .map(({ relevant, constraint, appearance, ...rest }): Item => ({
      kind: 'question',
      name,
      constraintMessage: constraint === undefined ? {} : rest.label,
      ...rest,
      type: typeOf(rest.type),
      ...(relevant === undefined ? {} : { relevant }),
      ...(constraint === undefined ? {} : { constraint }),
      ...(appearance === undefined ? {} : { appearance }),
    }))
}

function typeOf(text: string): Question['type'] {
  return text === 'text' || text === 'integer' || text === 'decimal' || text === 'date' || text === 'image' ? text : 'place'
}

function section(name: string, depth: number): fc.Arbitrary<Item> {
  return fc
    .record({
      kind: fc.constantFrom<'group' | 'repeat'>('group', 'repeat'),
      label: texts,
      relevant: maybe,
      items: items(`${name}_`, depth - 1),
    })
    .map(({ relevant, ...rest }): Item => ({ name, ...rest, ...(relevant === undefined ? {} : { relevant }) }))
}

function items(prefix: string, depth: number): fc.Arbitrary<readonly Item[]> {
  const one = (at: number): fc.Arbitrary<Item> => {
    const name = `${prefix}q${at}`
    const plain = [
      asked(name),
      fc.record({ label: texts }).map(({ label }): Item => ({ kind: 'note', name, label })),
      feelConditions.map((feel): Item => ({ kind: 'calculation', name, feel: `if ${feel} then "yes" else "no"` })),
    ]
    return fc.oneof(...plain, ...(depth > 0 ? [section(name, depth)] : []))
  }
  return fc.integer({ min: 1, max: 4 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => one(at))))
}

/** Any form that a workbook can hold. */
export const anyForm: fc.Arbitrary<Form> = fc
  .record({ more: items('', 2), open: opens, title: word, label: texts })
  .map(({ more, open, title, label }) => ({
    id: 'any',
    title,
    version: '2026-11-26',
    languages,
    defaultLanguage: 'es',
    items: [...read, ...more],
    lists: new Map(
      [
        { name: 'colours', choices: ['red', 'blue'], open },
        { name: 'tongues', choices: ['es', 'ht'], open },
        { name: 'yes_no', choices: ['yes', 'no'], open },
      ].map(({ name, choices, open: own }) => [
        name,
        { name, choices: choices.map((one) => ({ name: one, label, columns: {} })), open: own },
      ]),
    ),
  }))
