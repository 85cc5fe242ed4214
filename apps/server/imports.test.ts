import { readAsOwner, sql } from '@convive/database'
import { writeWorkbook } from '@convive/files'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileOf, imported, sent } from './testing/imports.ts'
import { aWorld, type World } from './testing/index.ts'

type Line = {
  line: number
  household: string
  result: string
  name?: string
  number?: string
  likely?: boolean
  flags?: string[]
  refusals?: { code: string; at?: string; with?: unknown }[]
}
type Shown = {
  state: string
  rows: number
  rowsDone: number
  households: number
  persons: number
  already: number
  refused: number
  likely: number
  encoding: string | null
  notice: { refusals: { code: string; with?: unknown }[]; ignored: unknown[] }
  out: Line[]
}

let world: World
beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world.close())

const shown = (importId: string) => world.read<Shown>('exchange/show-import', { importId })
const report = async (importId: string): Promise<Line[]> =>
  (await world.read<{ lines: Line[] }>('exchange/import-report', { importId })).lines
const told = ({ result, refusals }: Line): unknown => [
  result,
  ...(refusals ?? []).map(({ code, at }) => (at === undefined ? code : `${code} ${at}`)),
]
async function persons(): Promise<number> {
  const count = sql<{ n: number }>`select count(*)::int as n from registry.person`
  return (await readAsOwner(world.database.ownerUrl, (tx) => tx.first(count)))?.n ?? 0
}
async function added(work: () => Promise<unknown>): Promise<number> {
  const before = await persons()
  await work()
  return (await persons()) - before
}

describe('a file of households', () => {
  test('good ones are in, bad ones are told by name, line and column, and a household with one bad member stays out as a whole', async () => {
    const file = fileOf(
      'A,focal_point,Yolanda,Cuicas,F,1987-05-03,VEN,Puerto Ysapy',
      'B,focal_point,Nairobi,Quevedo,F,1990,VEN,Puerto Ysapy',
      'A,Hija o hijo,Luis,Cuicas,Hombre,2016,Venezuela,',
      'B,child,Mala,Quevedo,F,2023-02-29,VEN,',
      'C,focal_point,,Sin Nombre,F,1990,VEN,Puerto Ysapy',
      ',focal_point,Solo,Bracho,M,2/1/1987,COL,Puerto Ysapy',
      'D,focal_point,Wrong,Country,M,1987,Venezuella,Puerto Ysapy',
    )
    const before = await persons()
    const { importId } = await imported(world, file)
    expect((await persons()) - before).toBe(3)
    const lines = await report(importId)
    expect(lines.map((line) => [line.line, line.household, ...[told(line)].flat()])).toEqual([
      [2, 'A', 'registered'],
      [4, 'A', 'registered'],
      [3, 'B', 'held', 'exchange/household-held'],
      [5, 'B', 'refused', 'registry/date-impossible birth_date'],
      [6, 'C', 'refused', 'registry/name-required given_names'],
      [7, '', 'registered'],
      [8, 'D', 'refused', 'exchange/value-like origin_country'],
    ])
    expect(lines.filter(({ name }) => name !== undefined).map(({ name }) => name)).toEqual([
      'Nairobi Quevedo',
      'Mala Quevedo',
      'Sin Nombre',
      'Wrong Country',
    ])
    expect(lines[0]?.number).toMatch(/^YS-/)
    expect(lines[3]?.refusals?.[0]).toBeDefined()
    expect(lines.at(-1)?.refusals?.[0]?.with).toEqual({ word: 'venezuela' })
    expect(await shown(importId)).toMatchObject({
      state: 'done',
      rows: 7,
      rowsDone: 7,
      households: 2,
      persons: 3,
      refused: 4,
      already: 0,
      encoding: 'utf-8',
    })
  })

  test('a dry run registers nobody and says the same', async () => {
    const file = fileOf(
      '1,focal_point,Dry,Runner,F,1990,VEN,Centro',
      '2,focal_point,Dry,Child,F,2030,VEN,Centro',
      '3,child,No,Focal,F,1990,VEN,Centro',
    )
    let importId = ''
    expect(await added(async () => ({ importId } = await imported(world, file, { dryRun: true })))).toBe(0)
    expect((await report(importId)).map(told)).toEqual([
      ['ready'],
      ['refused', 'registry/birth-in-future birth_date'],
      ['refused', 'registry/focal-point-required relation'],
    ])
    expect(await shown(importId)).toMatchObject({ state: 'checked', persons: 1, refused: 2 })
    // The same file, still there, is imported then.
    expect(
      await added(async () => {
        await world.prepare('exchange/run-import', { importId, dryRun: false })
        await world.running.importer.settled()
      }),
    ).toBe(1)
    expect((await report(importId)).map(told)[0]).toEqual(['registered'])
  })

  test('twice adds nothing, whoever sends it, also as a workbook with its columns in another order', async () => {
    const rows = [
      '1,focal_point,Dos,Veces,F,1990-05-03,VEN,Centro',
      ',focal_point,Gemela,Igual,F,1990,VEN,Centro',
      ',focal_point,Gemela,Igual,F,1990,VEN,Centro',
    ]
    expect(await added(() => imported(world, fileOf(...rows)))).toBe(3)
    expect(await added(() => imported(world, fileOf(...rows)))).toBe(0)
    const text = fileOf(...rows)
      .toString()
      .split('\n')
      .map((line) => line.split(',').toReversed())
    const book = writeWorkbook([{ name: 'x', rows: text }])
    let importId = ''
    expect(await added(async () => ({ importId } = await imported(world, book, { as: world.ours.decider.actor })))).toBe(0)
    expect(await shown(importId)).toMatchObject({ state: 'done', already: 3, persons: 0 })
    // The one row that was corrected is new.
    expect(await added(() => imported(world, fileOf(...rows, '9,focal_point,Nueva,Fila,F,1991,VEN,Centro')))).toBe(1)
  })

  test('people who are alike wait for review: within the file, and with those who were registered before', async () => {
    await world.prepare('registry/register-household', {
      place: 'Centro',
      members: [
        {
          given: 'Guillermina',
          family: ['Chirinos', 'Paredes'],
          sex: 'F',
          birth: '1984-07-09',
          origin: 'VEN',
          relation: 'focal_point',
          needs: { any: 'no' },
          consents: { contact: 'given', share_services: 'given', share_offices: 'given', photo: 'given' },
        },
      ],
    })
    const { importId } = await imported(
      world,
      fileOf(
        '1,focal_point,Guiyermina,Chirinos Paredes,F,1984-07-09,VEN,Centro',
        '2,focal_point,Wilfredo José,Urdaneta Boscán,M,1979-11-20,VEN,Centro',
        '3,focal_point,Guilfredo José,Urdaneta Boscán,M,1979-11-20,VEN,Centro',
      ),
    )
    expect((await report(importId)).map(({ likely }) => likely)).toEqual([true, undefined, true])
    const { waiting } = await world.read<{ waiting: { sides: { name: string }[] }[] }>('registry/list-reviews', {})
    const pairs = waiting.map(({ sides }) => sides.map(({ name }) => name.split(' ')[0]).toSorted())
    expect(pairs).toContainEqual(['Guillermina', 'Guiyermina'])
    expect(pairs).toContainEqual(['Guilfredo', 'Wilfredo'])
  })

  test('names of every script, formulas and 1 January come in as they are, and the odd one is flagged', async () => {
    const names = ['محمد', 'ድንግል', 'Ana 👩‍👧', "O'Higgins", '=HYPERLINK("x")', 'Ñusta']
    const rows = names.map((name, n) => `${n},focal_point,"${name.replaceAll('"', '""')}",Escrituras,F,1/1/1990,VEN,Centro`)
    const { importId } = await imported(world, fileOf(...rows))
    const lines = await report(importId)
    expect(lines.map(({ result, flags }) => [result, flags?.includes('first-of-january')])).toEqual(
      names.map(() => ['registered', true]),
    )
    // The formula and the picture are signs to look at again.
    expect(lines.flatMap(({ flags }, at) => (flags?.includes('signs-in-name') ? [names[at]] : []))).toEqual([
      'Ana 👩‍👧',
      '=HYPERLINK("x")',
    ])
    const { persons: found } = await world.read<{ persons: { name: string }[] }>('registry/find-persons', { text: 'Escrituras' })
    expect(found.map(({ name }) => name).toSorted()).toEqual(names.map((name) => `${name} Escrituras`).toSorted())
  })

  test('sent twice at once, by two members, it comes in once', async () => {
    const file = fileOf(...Array.from({ length: 100 }, (_, n) => `${n},focal_point,Carrera,Paralela ${n},F,1990,VEN,Centro`))
    const done = await added(async () => {
      const [one, two] = [await sent(world, file), await sent(world, file, world.ours.decider.actor)]
      await world.prepare('exchange/run-import', { ...one, dryRun: false })
      await world.prepare('exchange/run-import', { ...two, dryRun: false }, world.ours.decider.actor)
      await world.running.importer.settled()
    })
    expect(done).toBe(100)
  })
})

describe('a file that cannot be taken is refused as a whole, and says what to do', () => {
  const good = '1,focal_point,Nadie,Entra,F,1990-05-03,VEN,Centro'
  test.each<[string, Buffer, string, unknown?]>([
    ['a picture that is called a table', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'exchange/file-type'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1000000', 'hex'), 'exchange/file-old-workbook'],
    [
      'mixed letters',
      Buffer.concat([fileOf(good), Buffer.from('\nJosé'), Buffer.from('\nJosé', 'latin1')]),
      'exchange/file-encoding',
    ],
    ['a quote without end', Buffer.concat([fileOf(good), Buffer.from('\n"x')]), 'exchange/file-broken', { line: 3 }],
    ['no headings', Buffer.from('1,2,3\n4,5,6'), 'exchange/heading-missing'],
    ['headings only', Buffer.from(fileOf(good).toString().split('\n')[0] ?? ''), 'exchange/file-empty'],
    [
      'a column missing',
      Buffer.from(fileOf(good).toString().replace('needs,', 'x,')),
      'exchange/columns-missing',
      { columns: 'needs' },
    ],
    [
      'a column twice',
      Buffer.from(fileOf(good).toString().replace('needs', 'Sexo')),
      'exchange/columns-missing',
      { columns: 'needs' },
    ],
    [
      'a heading mistyped',
      Buffer.from(fileOf(good).toString().replace('household', 'houshold')),
      'exchange/column-like',
      { heading: 'houshold', column: 'household' },
    ],
    ['the month first', fileOf(good.replace('1990-05-03', '05/23/1990')), 'exchange/dates-month-first', { line: 2 }],
    ['H for hombre', fileOf(good.replace(',F,', ',H,')), 'exchange/sex-letters', { line: 2 }],
  ])('%s', async (_, file, code, values) => {
    let importId = ''
    expect(await added(async () => ({ importId } = await imported(world, file)))).toBe(0)
    const { state, notice } = await shown(importId)
    expect({ state, first: notice.refusals[0] }).toMatchObject({
      state: 'refused',
      first: { code, ...(values === undefined ? {} : { with: values }) },
    })
  })

  test('what a column of something else holds stays out, and is named', async () => {
    const file = Buffer.from(
      fileOf(good.replace('Entra', 'Si Entra'))
        .toString()
        .replaceAll('\n', '\nnota,')
        .replace('household', 'observaciones,household'),
    )
    const { importId } = await imported(world, file)
    expect(await shown(importId)).toMatchObject({
      state: 'done',
      persons: 1,
      notice: { ignored: [{ heading: 'observaciones' }] },
    })
  })
})

describe('a file in hand', () => {
  test('nothing of it stands anywhere in the clear, and it is gone at the end', async () => {
    const file = fileOf(
      '1,focal_point,Zunilda,Clandestina,F,1990,VEN,Centro',
      '2,focal_point,Zunilda,Clandestina,F,2030,VEN,Centro',
    )
    const { importId } = await imported(world, file, { dryRun: true })
    const dump = await readAsOwner(world.database.ownerUrl, async (tx) => {
      const rows = await Promise.all(
        ['import', 'piece', 'report', 'mark'].map((table) =>
          tx.rows(sql<{ line: string; n: number }>`select t::text as line from ${sql.table(`exchange.${table}`)} t`),
        ),
      )
      return rows
        .flat()
        .map(({ line }) => line)
        .join('\n')
    })
    expect(dump).toContain(importId)
    for (const word of ['Zunilda', 'Clandestina', 'hogares.csv']) {
      expect(dump).not.toContain(word)
      expect(dump).not.toContain(Buffer.from(word).toString('hex'))
    }
    await world.prepare('exchange/cancel-import', { importId })
    const pieces = sql<{ n: number }>`select count(*)::int as n from exchange.piece where import_id = ${importId}::uuid`
    expect(await readAsOwner(world.database.ownerUrl, (tx) => tx.first(pieces))).toEqual({ n: 0 })
    expect(
      await world.post(
        'exchange/run-import',
        { importId, dryRun: false },
        { token: world.ours.officer.token, key: randomUUID() },
      ),
    ).toMatchObject({
      status: 409,
      body: { refusals: [{ code: 'exchange/import-not-open' }] },
    })
  })

  test('half of a file is not run; nor does one office keep more files in hand than there is room for', async () => {
    const call = () => ({ token: world.theirs.officer.token, key: randomUUID() })
    const begin = (size: number) => world.post('exchange/begin-import', { size }, call())
    const { importId } = (await begin(10)).body as { importId: string }
    const incomplete = { status: 409, body: { refusals: [{ code: 'exchange/upload-incomplete' }] } }
    expect(await world.post('exchange/run-import', { importId, dryRun: true }, call())).toMatchObject(incomplete)
    for (const piece of [
      { number: 1, data: 'AAAA' },
      { number: 0, data: 'AAAA' },
      { number: 0, data: 'A'.repeat(100) },
    ])
      expect(await world.post('exchange/send-piece', { importId, ...piece }, call())).toMatchObject(incomplete)
    const large = 64 * 1024 * 1024
    expect(await begin(large + 1)).toMatchObject({ status: 413, body: { refusals: [{ code: 'exchange/file-too-large' }] } })
    for (let n = 0; n < 7; n += 1) expect(await begin(large)).toMatchObject({ status: 200 })
    expect(await begin(large)).toMatchObject({ status: 429, body: { refusals: [{ code: 'exchange/too-many-imports' }] } })
  })

  test('another office neither sees, runs nor cancels it; nor does a member without the role, nor a token that may not register', async () => {
    const { importId } = await sent(world, fileOf())
    const call = { token: world.theirs.officer.token, key: randomUUID() }
    for (const [name, input] of [
      ['show-import', {}],
      ['import-report', {}],
      ['run-import', { dryRun: true }],
      ['cancel-import', {}],
      ['send-piece', { number: 0, data: '' }],
    ] as const)
      expect(await world.post(`exchange/${name}`, { importId, ...input }, { ...call, key: randomUUID() })).toMatchObject({
        status: 404,
        body: { refusals: [{ code: 'exchange/import-not-found' }] },
      })
    const { dispatcher } = world.running.installation
    const planner = { ...world.ours.officer.actor, roles: ['planner'] as const }
    expect(
      await dispatcher.dispatch('exchange/run-import', { importId, dryRun: false }, { actor: planner, key: randomUUID() }),
    ).toMatchObject({ ok: false, refusals: [{ code: 'commands/not-allowed' }] })
    const narrow = { ...world.ours.officer.actor, scope: ['exchange/*'] }
    expect(
      await dispatcher.dispatch('exchange/run-import', { importId, dryRun: false }, { actor: narrow, key: randomUUID() }),
    ).toMatchObject({ ok: false, refusals: [{ code: 'commands/not-allowed' }] })
    await world.prepare('exchange/cancel-import', { importId })
  })

  test('whoever loses the role before it runs registers nobody', async () => {
    const { importId } = await sent(world, fileOf())
    const { memberId } = world.ours.decider.actor
    const roles = (...list: string[]) => world.prepare('accounts/change-member', { memberId, roles: list })
    await world.prepare('exchange/run-import', { importId, dryRun: false }, world.ours.decider.actor)
    await roles('planner')
    expect(await added(() => world.running.importer.settled())).toBe(0)
    await roles(...world.ours.decider.actor.roles)
    expect(await shown(importId)).toMatchObject({ state: 'refused', notice: { refusals: [{ code: 'exchange/member-gone' }] } })
  })

  test('left alone it goes: an upload after an hour, a checked file after a day, names of those refused after thirty', async () => {
    const [half, checked, done] = [
      (await sent(world)).importId,
      (await imported(world, fileOf(), { dryRun: true })).importId,
      (await imported(world)).importId,
    ]
    const { now } = world.clock
    world.clock.now = new Date(now.getTime() + 31 * 86_400_000)
    await world.running.importer.settled()
    expect([(await shown(half)).state, (await shown(checked)).state]).toEqual(['cancelled', 'cancelled'])
    expect(await report(done)).toEqual([])
    world.clock.now = now
  })
})
