import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEncoder, type Folds } from './encode.ts'
import { featuresOf } from './features.ts'
import { harden, hardenings, orderOf, type Hardening } from './harden.ts'
import { draw, keyFor } from './keys.ts'
import { checkOf, shareOut, type Parameters } from './parameters.ts'

const secret = Uint8Array.from({ length: 32 }, (_, at) => at * 7 + 1)
const by = { secret, project: 'ysapy' }
const fields = [
  { name: 'given', kind: 'given', weight: 3 },
  { name: 'family', kind: 'family', weight: 2 },
  { name: 'birth', kind: 'date', weight: 3 },
  { name: 'paper', kind: 'document', weight: 3 },
  { name: 'sex', kind: 'category', weight: 0.3 },
] as const

function parametersOf(hardening: Hardening): Parameters {
  return { bits: 1024, hardening, salt: undefined, fields: shareOut(fields, hardening) }
}

/** In the order of names: birth, family, given, paper, sex. */
function ana(birth = '19870503', family = 'nuñez'): Folds {
  return [
    { x: birth, s: undefined },
    { x: family, s: 'noñes' },
    { x: 'ana maria', s: 'ana maria' },
    { x: '4512879', s: undefined },
    undefined,
  ]
}

function set(key: Uint8Array): number {
  return key.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)
}

/** Dice's coefficient, bit by bit. */
function alike(a: Uint8Array, b: Uint8Array): number {
  return (2 * set(a.map((byte, at) => byte & (b[at] ?? 0)))) / (set(a) + set(b))
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

describe('keys', () => {
  test('the key of a field is HKDF (RFC 5869) over the secret, salted with the project', () => {
    const info = JSON.stringify(['convive/concealed', 1, 'field', 'birth', ''])
    const extracted = createHmac('sha256', 'ysapy').update(secret).digest()
    const expanded = createHmac('sha256', extracted).update(info).update(Uint8Array.of(1)).digest('hex')
    expect(hex(keyFor(by, ['field', 'birth', '']))).toBe(expanded)
  })

  test('places are HMAC-SHA-256 in counter mode, and asking for more changes none of the first', () => {
    const key = keyFor(by, ['field', 'birth', ''])
    const first = createHmac('sha256', key).update('0 an').digest()
    const few = draw(key, 'an', { count: 3, size: 512 })
    expect([...few.places].slice(0, 3)).toEqual([0, 2, 4].map((at) => first.readUInt16BE(at) % 512))
    expect(few.rank).toBe(first.readUInt16BE(30))
    const many = draw(key, 'an', { count: 40, size: 512 })
    expect([...many.places].slice(0, 15)).toEqual([...few.places])
    expect(many.places.length).toBeGreaterThanOrEqual(40)
  })

  test.each([
    ['none', 'af3d7a2f3e0e976901da7933cfa1a3e10ba3fd8b108ee9dbeff3f6f4687e9204', '49f94dd723dd36654bb0e132d74e7433'],
    ['balanced', '2cb8e1c12d99e757f62daa6d81e4fc7b91be3e63d68daa330da0d91e1c761e96', '24196baa17f52eee3eff96defc3e12c2'],
    ['folded', 'e1c5f6fcb713bf6d5873dbecb712b9c58757338b3e623f325d1ff4f588daaf2f', 'da005220e6b35b62815f6d21e5454d43'],
  ] as const)('the same record has the same bits for ever: %s', (hardening, known, check) => {
    const key = createEncoder(by, parametersOf(hardening))(ana(), '')
    expect(key.length).toBe(128)
    expect(createHmac('sha256', 'known answer').update(key).digest('hex')).toBe(known)
    expect(checkOf(by, parametersOf(hardening))).toBe(check)
  })
})

describe('what is alike', () => {
  const encode = createEncoder(by, parametersOf('balanced'))

  test('a slip leaves two keys alike, another person does not', () => {
    const other: Folds = [
      { x: '20011130', s: undefined },
      { x: 'quispe', s: 'cespe' },
      { x: 'wilmer', s: 'wilmer' },
      { x: '99013', s: undefined },
      undefined,
    ]
    expect(alike(encode(ana(), ''), encode(ana('19870508', 'nunes'), ''))).toBeGreaterThan(0.85)
    expect(alike(encode(ana(), ''), encode(other, ''))).toBeLessThan(0.75)
  })

  test.each([
    ['secret', { secret: secret.map((byte) => byte ^ 1), project: 'ysapy' }],
    ['project', { secret, project: 'ysapy 2' }],
  ])('with another %s one person is two strangers, and so is the check value', (_, others) => {
    const elsewhere = createEncoder(others, parametersOf('balanced'))(ana(), '')
    expect(alike(encode(ana(), ''), elsewhere)).toBeLessThan(0.65)
    expect(checkOf(others, parametersOf('balanced'))).not.toBe(checkOf(by, parametersOf('balanced')))
  })

  test('with another salt one person is two strangers', () => {
    expect(alike(encode(ana(), 'year 1987'), encode(ana(), 'year 1988'))).toBeLessThan(0.65)
  })

  test('two fields hash one value to different places', () => {
    const swapped: Folds = [undefined, { x: 'ana maria', s: 'ana maria' }, { x: 'nuñez', s: 'noñes' }, undefined, undefined]
    const plain: Folds = [undefined, { x: 'nuñez', s: 'noñes' }, { x: 'ana maria', s: 'ana maria' }, undefined, undefined]
    const unhardened = createEncoder(by, parametersOf('none'))
    expect(alike(unhardened(plain, ''), unhardened(swapped, ''))).toBeLessThan(0.4)
  })

  test('the check value changes with every parameter', () => {
    const all = hardenings.map((hardening) => checkOf(by, parametersOf(hardening)))
    const salted = checkOf(by, { ...parametersOf('none'), salt: 'birth' })
    const heavier = checkOf(by, {
      ...parametersOf('none'),
      fields: shareOut(
        fields.map((one) => ({ ...one, weight: 1 })),
        'none',
      ),
    })
    expect(new Set([...all, salted, heavier]).size).toBe(5)
  })
})

test('balanced keys all have half of their bits set, whatever is known', () => {
  const encode = createEncoder(by, parametersOf('balanced'))
  for (const record of [ana(), ana().map(() => undefined), [ana()[0], undefined, undefined, undefined, undefined]])
    expect(set(encode(record, ''))).toBe(512)
})

test('folded keys are the exclusive or of both halves', () => {
  const raw = Uint8Array.of(0b1100, 0b1010, 0b1010, 0b1010)
  expect([...harden(raw, { hardening: 'folded', order: new Uint16Array() })]).toEqual([0b0110, 0])
})

test('the order of places holds each once', () => {
  expect([...orderOf(secret, 1024)].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1024 }, (_, at) => at))
})

test('names are hashed by pairs of letters with the ends of words and by sounds, numbers by digits in their places', () => {
  expect(featuresOf('given', { x: 'ana', s: 'ana' })).toEqual({ letters: ['_a', 'an', 'na', 'a_'], sounds: ['ana'] })
  expect(featuresOf('given', { x: 'ana ana', s: 'ana' }).letters).toEqual([
    '_a',
    'an',
    'na',
    'a_',
    '_a 2',
    'an 2',
    'na 2',
    'a_ 2',
  ])
  expect(featuresOf('date', { x: '1987', s: undefined }).letters).toEqual(['0:1', '1:9', '2:8', '3:7'])
  expect(featuresOf('code', { x: '12', s: undefined }).letters).toEqual(['0:1', '1:2', '_1', '12', '2_'])
  expect(featuresOf('text', { x: 'rio', s: 'rio' }).sounds).toEqual([])
})

test('any two texts are no more alike than themselves', () => {
  const encode = createEncoder(by, parametersOf('none'))
  const value = fc.stringMatching(/^[a-zñ]{1,12}( [a-zñ]{1,12})?$/)
  fc.assert(
    fc.property(value, value, (one, other) => {
      const of = (x: string): Uint8Array => encode([undefined, undefined, { x, s: x }, undefined, undefined], '')
      expect(alike(of(one), of(one))).toBe(1)
      expect(alike(of(one), of(other))).toBeLessThanOrEqual(1)
    }),
    { numRuns: 200, seed: 11 },
  )
})
