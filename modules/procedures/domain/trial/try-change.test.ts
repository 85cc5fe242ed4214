import { describe, expect, test } from 'vitest'
import { packs } from '../../store/packs.ts'
import { runTrial } from '../../store/run-trial.ts'
import type { Trial } from './trial.ts'
import { tryChange, type TrialAsked } from './try-change.ts'

const id = 'ysapy.regularisation'
const file = packs.procedures.get(id)?.file ?? ''
const before = packs.texts.get(file) ?? ''

function asked(text: string): TrialAsked {
  const places = [...packs.jurisdictions.keys()]
  return { text, before, file, id, places, catalogue: packs.catalogue, lists: packs.lists }
}

/** The last that a trial says. */
function tried(text: string): Trial {
  const all = [...tryChange(asked(text))]
  const last = all.at(-1)
  if (last === undefined) throw new Error('it said nothing')
  return last
}

function changed(from: string, to: string): string {
  if (!before.includes(from)) throw new Error(`the file does not say ${from}`)
  return before.replace(from, to)
}

describe('an editor tries a change', () => {
  test('the file as it is: nobody gets another answer, and its cases notice enough', () => {
    const trial = tried(before)
    expect(trial.faults).toEqual([])
    expect(trial.cases?.otherwise).toEqual([])
    expect(trial.answers?.changed).toEqual([])
    expect(trial.mistakes?.isEnough).toBe(true)
  })

  test('a later last day: the case that comes out otherwise is shown with its line, and who gets a yes', () => {
    const trial = tried(changed('date("2026-06-30")', 'date("2026-07-01")'))
    expect(trial.cases?.otherwise).toMatchObject([
      { message: expect.stringContaining('the case “came too late” comes out otherwise: answer is yes, not no; ') },
    ])
    expect(trial.mistakes, 'what the cases say of mistakes would mean nothing').toBeUndefined()
    expect(trial.stopped).toBe(false)
    const late = trial.answers?.changed.find((one) => one.name === 'came too late')
    expect(late?.before).toMatchObject({ kind: 'no', failed: [{ en: 'Entered the country by 30 June 2026' }] })
    expect(late?.after).toMatchObject({ kind: 'yes', failed: [] })
    expect(late?.facts.map((one) => one.id)).toContain('entry_date')
  })

  test('a person whom only the old file tells of is compared too', () => {
    const line = /\n {2}- \{ name: came too late.*\n/.exec(before)?.[0] ?? ''
    const trial = tried(changed(line, '\n').replace('date("2026-06-30")', 'date("2026-07-01")'))
    expect(trial.cases?.otherwise).toEqual([])
    expect(trial.answers?.changed.map((one) => one.name)).toContain('came too late')
  })

  test('a misspelt fact is shown with line, column, the line and a mark under the word', () => {
    const trial = tried(changed('feel: entry_date <=', 'feel: entry_dat <='))
    expect(trial.faults[0]).toMatchObject({
      place: expect.stringMatching(/^\d+:11$/),
      message: 'no fact is called entry_dat; did you mean entry_date?',
      lines: expect.stringMatching(/feel: entry_dat <=.*\n.*\^{9}$/),
    })
    expect(trial.cases).toBeUndefined()
    expect(trial.mistakes).toBeUndefined()
  })

  test('a fee that fewer are spared changes the answer of those who would pay', () => {
    const trial = tried(changed('exempt_when: income_low = true or age < 18', 'exempt_when: age < 18'))
    const poor = trial.answers?.changed.find((one) => one.name === 'free with a low income')
    expect([poor?.before.free, poor?.after.free]).toEqual(['yes', 'no'])
  })

  test('cases that notice too little are told, with the mistakes that nobody would see', () => {
    const start = before.indexOf('\ncases:')
    const few = before
      .slice(start)
      .split('\n')
      .filter((line) => line.startsWith('  - {'))
      .slice(0, 6)
    const trial = tried(`${before.slice(0, start)}\ncases:\n${few.join('\n')}\n`)
    expect(trial.mistakes?.isEnough).toBe(false)
    expect(trial.mistakes?.survived[0]?.message).toContain('no worked case would notice if')
  })

  test('the file of another right, or of a country nobody describes, is refused with its place', () => {
    expect(tried(changed(`procedure: ${id}`, 'procedure: ysapy.other')).faults[0]).toMatchObject({
      place: '3:12',
      message: 'this page tries ysapy.regularisation, not ysapy.other',
    })
    expect(tried(changed('jurisdiction: ysapy', 'jurisdiction: atlantis')).faults[0]?.message).toContain(
      'no jurisdiction.yaml is about atlantis',
    )
  })
})

describe('what somebody hostile types', () => {
  const bomb = Array.from({ length: 30 }, (_, at) =>
    at === 0 ? 'a0: &a0 [x]' : `a${at}: &a${at} [${`*a${at - 1},`.repeat(9)}]`,
  ).join('\n')
  test.each([
    ['an alias bomb', bomb],
    ['parts in each other', '['.repeat(200_000)],
    ['maps in each other', '{a: '.repeat(60_000)],
    ['a key written a hundred thousand times', 'a: 1\n'.repeat(50_000)],
    ['nothing', ''],
    ['letters that are none', '\0\u{FFFF}\uD800'],
    ['a tag', 'procedure: !!js/function "x"'],
    ['a proto', '__proto__: { polluted: yes }'],
  ])('%s is a fault, not an outage', async (_, text) => {
    const trial = await runTrial(asked(text.slice(0, 256 * 1024)))
    expect(trial.faults.length + Number(trial.stopped)).toBeGreaterThan(0)
    expect(trial.faults.length).toBeLessThanOrEqual(40)
    expect(trial.mistakes).toBeUndefined()
  })

  test('brackets without end in a formula are a fault', async () => {
    const trial = await runTrial(asked(changed('feel: entry_date <= date("2026-06-30")', `feel: "${'('.repeat(100_000)}"`)))
    expect(trial.faults.length + Number(trial.stopped)).toBeGreaterThan(0)
  })

  test('a formula that takes for ever is stopped, while everything else goes on', async () => {
    const long = `feel: ${Array.from({ length: 400 }, (_, at) => `(entry_date <= date("2026-06-30") and age != ${at})`).join(' or ')}`
    let ticks = 0
    const clock = setInterval(() => (ticks += 1), 20)
    const trial = await runTrial(asked(changed('feel: entry_date <= date("2026-06-30")', long)), {
      milliseconds: 1500,
      megabytes: 256,
    })
    clearInterval(clock)
    expect(trial.stopped).toBe(true)
    expect(trial.mistakes).toBeUndefined()
    expect(ticks, 'the server answered others meanwhile').toBeGreaterThan(20)
  })

  test('what takes too much memory ends its own thread only', async () => {
    const trial = await runTrial(asked(before), { milliseconds: 15_000, megabytes: 4 })
    expect(trial).toMatchObject({ stopped: true, faults: [] })
  })

  test('the thread knows nothing of the installation', async () => {
    process.env['CONVIVE_PLANTED'] = 'secret'
    const trial = await runTrial(asked(before))
    delete process.env['CONVIVE_PLANTED']
    expect(trial.stopped).toBe(false)
    expect(JSON.stringify(trial)).not.toContain('secret')
  })
})
