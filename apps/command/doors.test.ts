import { aWorld, samples, type World } from '@convive/server/testing'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { options } from './read-line.ts'
import { operationsAt } from './reach-server.ts'
import { run } from './run.ts'

let world: World
let folder = ''
beforeAll(async () => {
  world = await aWorld()
  folder = mkdtempSync(join(tmpdir(), 'convive-command-'))
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true })
})

type Environment = Readonly<Record<string, string | undefined>>
type Outcome = { readonly exit: number; readonly said: string; readonly warned: string }

/** One command line at our officer's terminal. */
async function convive(parameters: readonly string[], changed: Environment = {}): Promise<Outcome> {
  const [said, warned]: [string[], string[]] = [[], []]
  const environment = { CONVIVE_URL: world.address, CONVIVE_TOKEN: world.ours.officer.token, LANG: 'en', ...changed }
  const exit = await run(parameters, { environment, say: (line) => said.push(line), warn: (line) => warned.push(line) })
  return { exit, said: said.join('\n'), warned: warned.join('\n') }
}

/** An input as somebody types it: text as it is, the rest as JSON. */
function typed(input: Readonly<Record<string, unknown>>): readonly string[] {
  const plain: Readonly<Record<string, unknown>> = JSON.parse(JSON.stringify(input))
  return Object.entries(plain).flatMap(([name, value]) => [
    `--${name}`,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
}

describe('every command and query at the command line', () => {
  test.each(Object.keys(samples))('%s', async (name) => {
    const { call, input } = (await samples[name]?.(world)) ?? { call: {}, input: {} }
    const reason = call.headers?.['convive-reason']
    const because = reason === undefined ? [] : ['--because', decodeURIComponent(reason)]
    const [room = '', verb = ''] = name.split('/')
    const answer = await convive([room, verb, ...typed(input), ...because], { CONVIVE_TOKEN: call.token })
    if (call.cookie !== undefined) {
      // Tokens act as members: what a person alone may ask of themselves is not to be had here.
      expect(answer).toMatchObject({ exit: 2, warned: expect.stringContaining('CONVIVE_TOKEN') })
      expect(await convive([room, verb, ...typed(input)])).toMatchObject({
        exit: 1,
        warned: expect.stringMatching(/^commands\/not-allowed: ./),
      })
      return
    }
    expect(answer.warned).toBe('')
    expect(answer.exit).toBe(0)
    expect(() => JSON.parse(answer.said)).not.toThrow()
  })

  test('none has a field with the name of an option', async () => {
    for (const operation of await operationsAt(world.address))
      expect(
        options.filter((one) => Object.hasOwn(operation.input.properties ?? {}, one)),
        operation.name,
      ).toEqual([])
  })
})

describe('what is typed', () => {
  test('text stays text when it looks like a number, a word of JSON or a list', async () => {
    for (const text of ['1990', '12345678', 'true', 'null', '[Moreno]'])
      expect(await convive(['registry', 'find-persons', '--text', text])).toMatchObject({ exit: 0, warned: '' })
  })

  test('a list is given as JSON or by repeating its field, and a number is a number', async () => {
    const start = ['accounts', 'issue-token', '--label', '2026', '--days', '7']
    for (const scope of [
      ['--scope', 'registry/code-lists', '--scope', 'registry/find-persons'],
      ['--scope', '["registry/code-lists"]'],
    ])
      expect(await convive([...start, ...scope])).toMatchObject({ exit: 0, warned: '' })
    expect(await convive([...start.slice(0, 4), '--days', 'soon', '--scope', 'registry/code-lists'])).toEqual({
      exit: 2,
      said: '',
      warned: '--days takes a whole number, not "soon".',
    })
  })

  test('a key does a command once', async () => {
    const line = [
      'accounts',
      'invite-member',
      '--name',
      'Una',
      '--signInName',
      'una@ysapy.example',
      '--roles',
      'planner',
      '--key',
    ]
    const first = await convive([...line, 'terminal-0001'])
    expect(first).toMatchObject({ exit: 0 })
    expect(await convive([...line, 'terminal-0001'])).toEqual(first)
  })

  test('a refusal is told by name, field and reason, and ends with 1', async () => {
    const line = ['accounts', 'invite-member', '--name', ' ', '--signInName', 'dos@ysapy.example', '--roles', 'planner']
    expect(await convive(line)).toEqual({
      exit: 1,
      said: '',
      warned: 'accounts/name-required (name): Type the person’s name.',
    })
  })
})

describe('wrong use ends with 2 and a sentence that says what to do', () => {
  test.each([
    ['an unknown field', ['registry', 'find-persons', '--txet', 'x'], 'Did you mean --text?'],
    ['a field with other letters', ['registry/show-person', '--person_id', 'x'], 'Did you mean --personId?'],
    ['an unknown verb', ['registry', 'find-person', '--text', 'x'], 'Did you mean registry/find-persons?'],
    ['a room alone', ['registry'], 'Say a room and a verb'],
    ['a word that is no field', ['registry', 'find-persons', 'Moreno'], '"Moreno" is not a field: write --name value'],
    ['a field without value', ['registry', 'find-persons', '--text'], '--text needs a value'],
    ['one value twice', ['registry', 'find-persons', '--text', 'a', '--text', 'b'], '--text is given 2 times'],
    ['a file that is not there', ['registry', 'find-persons', '--json', '/nowhere.json'], 'There is no file /nowhere.json'],
    ['an unknown verb of the journal', ['journal', 'nope'], 'It knows: verify, checkpoint'],
    ['the journal without a verb', ['journal'], 'It knows: verify, checkpoint'],
    ['help on nothing', ['help', 'registry/find-person'], 'Did you mean registry/find-persons?'],
  ])('%s', async (_, parameters, sentence) => {
    const { exit, said, warned } = await convive(parameters)
    expect(warned).toContain(sentence)
    expect({ exit, said }).toEqual({ exit: 2, said: '' })
  })

  test('a file that is not JSON: where it breaks, never what stands in it', async () => {
    const file = join(folder, 'broken.json')
    writeFileSync(file, '{\n  "text": "Moreno",\n}')
    const { exit, warned } = await convive(['registry', 'find-persons', '--json', file])
    expect(exit).toBe(2)
    expect(warned).toMatch(/broken\.json is not JSON: something is wrong at line 3 column 1/)
    expect(warned).not.toContain('Moreno')
  })

  test.each([
    ['not an address', 'localhost', 'CONVIVE_URL is not an address: "localhost". Write it like http://localhost:3000'],
    ['another protocol', 'ftp://localhost', 'CONVIVE_URL is not an address'],
    ['nobody there', 'http://127.0.0.1:1', 'No server answers at http://127.0.0.1:1. Start it with: npm start'],
  ])('an address that leads nowhere: %s', async (_, address, sentence) => {
    const { exit, warned } = await convive(['registry', 'find-persons', '--text', 'x'], { CONVIVE_URL: address })
    expect(warned).toContain(sentence)
    expect(exit).toBe(2)
  })

  test('an address where another program answers', async () => {
    const other = await otherProgram()
    const { exit, warned } = await convive(['registry', 'find-persons', '--text', 'x'], { CONVIVE_URL: other.address })
    other.server.close()
    expect(warned).toContain('is not Convive')
    expect(exit).toBe(2)
  })

  test('no token, where one is needed; none is needed for what everybody may ask', async () => {
    const none = { CONVIVE_TOKEN: undefined }
    expect(await convive(['registry', 'find-persons', '--text', 'x'], none)).toMatchObject({ exit: 2 })
    expect(await convive(['procedures', 'show-contacts'], none)).toMatchObject({ exit: 0 })
  })
})

describe('help', () => {
  test('lists every command and query by room, with its sentence', async () => {
    const { exit, said } = await convive(['help'])
    expect(exit).toBe(0)
    for (const { name, about } of await operationsAt(world.address)) {
      expect(about, name).not.toBe('')
      expect(said, name).toMatch(new RegExp(`^  ${name.split('/')[1]} +${RegExp.escape(about)}$`, 'm'))
    }
    expect(await convive(['help', 'accounts'])).toMatchObject({ exit: 0, said: expect.stringContaining('invite-member') })
  })

  test('shows the fields of one, those inside lists too, and which are required', async () => {
    for (const words of [
      ['help', 'registry/register-household'],
      ['help', 'registry', 'register-household'],
      ['registry/register-household', '--help'],
    ]) {
      const { exit, said } = await convive(words)
      expect(exit).toBe(0)
      expect(said).toContain('Who may: registrar or protection_officer')
      expect(said).toMatch(/^ {2}--members +list of object, as JSON, required$/m)
      expect(said).toMatch(/^ {6}birth +/m)
      expect(said).toMatch(/^ {6}sex +one of /m)
    }
  })

  test('without a server tells how it is used, and where the list comes from', async () => {
    const { exit, said, warned } = await convive(['help'], { CONVIVE_URL: 'http://127.0.0.1:1' })
    expect(exit).toBe(0)
    expect(said).toContain('convive journal verify')
    expect(warned).toContain('No server answers')
  })
})

async function otherProgram(): Promise<{ readonly server: Server; readonly address: string }> {
  const server = createServer((_, response) => response.end('<p>Something else</p>'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const at = server.address()
  return { server, address: `http://127.0.0.1:${at !== null && typeof at === 'object' ? at.port : 0}` }
}
