import { aHousehold, aPerson } from '@convive/registry/testing'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chanceFrom, type Chance } from './demo/chance.ts'
import { aWorld, samples, type Call, type World } from './testing/index.ts'

type Schema = {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly format?: string
}
type Body = Readonly<Record<string, unknown>>

/** A name that only the other organisation may ever see. */
const secret = 'Ajenarevelada'
const rounds = 10_000

let world: World
let ids: readonly string[] = []
const schemas = new Map<string, Schema>()
const valid = new Map<string, { readonly call: Call; readonly input: Body }>()

beforeAll(async () => {
  world = await aWorld()
  const description = (await (await fetch(`${world.address}/api/openapi.json`)).json()) as {
    readonly paths: Readonly<
      Record<
        string,
        {
          readonly post?: {
            readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } }
          }
        }
      >
    >
  }
  for (const [path, { post }] of Object.entries(description.paths))
    if (post !== undefined) schemas.set(path.slice('/api/'.length), post.requestBody?.content['application/json'].schema ?? {})
  for (const [name, sample] of Object.entries(samples)) valid.set(name, await sample(world))
  const theirs = await world.prepare<{ householdId: string; persons: readonly string[] }>(
    'registry/register-household',
    aHousehold(
      aPerson().named(secret, secret),
      aPerson().named(secret, secret).bornOn('2016-02-29').with({ relation: 'child', consentBy: 'guardian' }),
    ),
    world.theirs.officer.actor,
  )
  const { applicationId } = await world.prepare<{ applicationId: string }>(
    'procedures/open-application',
    { personId: theirs.persons[0], procedureId: 'ysapy.regularisation' },
    world.theirs.officer.actor,
  )
  const ours = [
    ...JSON.stringify([...valid.values()].map((one) => one.input)).matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g),
  ].map(([id]) => id)
  ids = [...theirs.persons, theirs.householdId, applicationId, ...ours]
})
afterAll(() => world.close())

const texts = [
  '',
  ' ',
  'a',
  'Ejemplina',
  'Muestra',
  '2026-02-31',
  '1900-01-01',
  '2024-02-29',
  '~1987',
  '1987',
  '0',
  '-1',
  'true',
  'null',
  '😀🏳️‍🌈',
  'مها \u202e',
  'Ñandú\u0301',
  'a\u0000b',
  "'; drop table x; --",
  '{{7*7}}',
  '<script>',
  '../../etc',
  'x'.repeat(3000),
  'value',
  'unknown',
  'declined',
  'none',
  'VEN',
  'YS-0000001-2',
  '=1+1',
]
const things: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  [],
  {},
  [[]],
  { state: 'value' },
  { state: 'value', value: null },
  { __proto__: null, constructor: 'x' },
]

function anyText(chance: Chance): string {
  return chance.happens(0.3) ? chance.pick(ids) : chance.pick(texts)
}

function anything(chance: Chance): unknown {
  return chance.happens(0.5) ? anyText(chance) : chance.pick(things)
}

/** Something that the description allows, or nearly. */
function valueOf(schema: Schema, chance: Chance, depth = 0): unknown {
  if (depth > 6 || chance.happens(0.04)) return anything(chance)
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return chance.pick(schema.enum)
  const [choices] = [schema.anyOf ?? schema.oneOf ?? schema.allOf]
  if (choices !== undefined) return valueOf(chance.pick(choices), chance, depth + 1)
  const kind = typeof schema.type === 'string' ? schema.type : schema.type?.[0]
  if (schema.properties !== undefined) {
    const required = new Set(schema.required)
    return Object.fromEntries(
      Object.entries(schema.properties)
        .filter(([name]) => (required.has(name) ? !chance.happens(0.03) : chance.happens(0.4)))
        .map(([name, inner]) => [name, valueOf(inner, chance, depth + 1)]),
    )
  }
  if (kind === 'array') return Array.from({ length: chance.between(0, 3) }, () => valueOf(schema.items ?? {}, chance, depth + 1))
  if (kind === 'integer' || kind === 'number') return chance.pick([0, 1, 2, 3, 7, 30, 2026, -1, 1e9])
  if (kind === 'boolean') return chance.happens(0.5)
  if (kind === 'string') return schema.format === 'uuid' ? chance.pick(ids) : anyText(chance)
  return anything(chance)
}

/** A call that works, with one part of it exchanged, left out or doubled. */
function changed(input: Body, chance: Chance): Body {
  const names = Object.keys(input)
  if (names.length === 0 || chance.happens(0.1)) return { ...input, [anyText(chance)]: anything(chance) }
  const name = chance.pick(names)
  const before = input[name]
  if (chance.happens(0.15)) return Object.fromEntries(Object.entries(input).filter(([one]) => one !== name))
  if (Array.isArray(before) && before.length > 0 && chance.happens(0.7))
    return { ...input, [name]: before.map((one: unknown) => (isBody(one) && chance.happens(0.8) ? changed(one, chance) : one)) }
  if (isBody(before) && chance.happens(0.7)) return { ...input, [name]: changed(before, chance) }
  return { ...input, [name]: anything(chance) }
}

function isBody(value: unknown): value is Body {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

test(
  'ten thousand requests from the description: none ends in an error of ours, none shows what another organisation holds',
  { timeout: 600_000 },
  async () => {
    const chance = chanceFrom(20_261_125)
    // Opening a record in an emergency shows it, and tells everybody that it did: it has tests of its own.
    const names = [...schemas.keys()].filter((name) => !name.includes('emergency'))
    const answered = new Map<number, number>()
    const wrong: unknown[] = []
    let sent = 0
    const one = async (): Promise<void> => {
      while (sent < rounds) {
        sent += 1
        const name = names[sent % names.length] ?? ''
        const sample = valid.get(name)
        const fromSample = sample !== undefined && chance.happens(0.6)
        const input = fromSample
          ? chance.happens(0.2)
            ? sample.input
            : changed(sample.input, chance)
          : valueOf(schemas.get(name) ?? {}, chance)
        const call = fromSample && chance.happens(0.5) ? sample.call : { token: world.ours.officer.token }
        const key = chance.happens(0.1) ? 'the-same-key' : randomUUID()
        const { status, body } = await world.post(name, input, { ...call, key })
        answered.set(status, (answered.get(status) ?? 0) + 1)
        // What was typed may come back; what was not may not be theirs.
        const shows = JSON.stringify(body ?? null).includes(secret) && !JSON.stringify(input).includes(secret)
        if (status >= 500 || shows) wrong.push({ name, status, input, body })
      }
    }
    await Promise.all(Array.from({ length: 6 }, one))
    expect(wrong.slice(0, 5)).toEqual([])
    // Enough of them got through to the work behind the door.
    expect([...answered].filter(([status]) => status === 200).map(([, count]) => count > rounds / 20)).toEqual([true])
    const { body } = await world.post('registry/find-persons', { text: secret }, { token: world.theirs.officer.token })
    expect(JSON.stringify(body)).toContain(secret)
  },
)
