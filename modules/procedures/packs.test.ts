import { calendarDate } from '@convive/kernel'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addBusinessDays, businessDaysUntil } from './domain/business-days.ts'
import { lastDayOfPeriod } from './domain/deadlines/count-period.ts'
import { answerProcedure } from './domain/answer-procedure.ts'
import { judgeCase, judgeCases } from './domain/judge-case.ts'
import { parseCaseFacts } from './domain/pack/parse-case.ts'
import { parseProcedure } from './domain/pack/parse-procedure.ts'
import { deadlineOf, type Deadline, type WorkedCase } from './domain/pack/procedure.ts'
import { loadPacks, packs } from './store/packs.ts'

const { catalogue, lists } = packs
const ysapy = packs.procedures.get('ysapy.regularisation')
if (ysapy === undefined) throw new Error('the pack of Ysapy is missing')

function termOf(procedure: string, id: string): Deadline | undefined {
  const found = packs.procedures.get(procedure)
  return found === undefined ? undefined : deadlineOf(found, id)
}

describe.each([...packs.procedures.values()])('worked cases of $id', (procedure) => {
  test.each(procedure.cases)('$name', (worked) => {
    expect(judgeCase(procedure, worked)).toEqual([])
  })
})

test('a worked case that comes out otherwise is told with its line and what is missing', () => {
  const file = join(import.meta.dirname, '../../jurisdictions/ysapy/procedures/regularisation.yaml')
  const text = readFileSync(file, 'utf8').replace(
    '{ name: granted with work, today: "2026-09-01", facts: { entry_date: "2026-01-10", ',
    '{ name: granted with work, today: "2026-09-01", facts: { ',
  )
  const parsed = parseProcedure(text, 'pack.yaml', { catalogue, lists })
  const line = text.split('\n').findIndex((one) => one.includes('granted with work'))
  expect(parsed.ok ? judgeCases([parsed.value]) : parsed.faults).toEqual([
    {
      file: 'pack.yaml',
      line: line + 1,
      column: (text.split('\n')[line] ?? '').indexOf('granted') + 1,
      code: 'case-differs',
      message: 'the case “granted with work” comes out otherwise: answer is unknown (open: entry_date), not yes',
    },
  ])
  const wrong: Partial<WorkedCase['expect']>[] = [
    { failed: ['has_tie'] },
    { from: '2026-01-01' },
    { window: 'closed' },
    { bring: [] },
    { free: 'yes' },
  ]
  const [granted] = ysapy.cases
  for (const expected of wrong)
    expect(
      granted === undefined ? [] : judgeCase(ysapy, { ...granted, expect: { ...granted.expect, ...expected } }),
    ).toHaveLength(1)
})

describe('a pack with a fault is refused with its place', () => {
  const file = join(import.meta.dirname, '../../jurisdictions/ysapy/procedures/regularisation.yaml')
  const text = readFileSync(file, 'utf8')
  const line = (part: string): number => text.split('\n').findIndex((one) => one.includes(part)) + 1
  test.each([
    ['a misspelt fact', ['entry_date <= date', 'entri_date <= date'], 'rules/unknown-fact', 'entry_date <= date'],
    [
      'a source nobody named',
      ['cite: { source: law, article: "art. 5" }', 'cite: { source: lawless }'],
      'unknown-source',
      'art. 5',
    ],
    ['a condition without a source', ['    cite: { source: law, article: "art. 5" }\n', ''], 'invalid', 'id: min_stay'],
    [
      'a paper that no list knows',
      ['[passport, passport_expired,', '[pasport, passport_expired,'],
      'unknown-paper',
      'any_of: [passport',
    ],
    ['a condition written twice', ['id: min_stay', 'id: entered_before_cutoff'], 'duplicate-id', 'id: min_stay'],
    [
      'a worked case about a misspelt fact',
      ['name: no tie, today: "2026-09-01", facts: { entry_date', 'name: no tie, today: "2026-09-01", facts: { entri_date'],
      'unknown-fact',
      'name: no tie',
    ],
    [
      'a worked case with a code that no list knows',
      [
        'facts: { entry_date: "2026-01-10", birth_date: "1990-05-03", ties: [work], criminal_record: false }, expect: { answer: yes } }',
        'facts: { ties: [wrok] }, expect: { answer: yes } }',
      ],
      'case-unknown-code',
      'granted with work',
    ],
    [
      'a worked case about a condition that is not there',
      ['failed: [has_tie] } }', 'failed: [has_ties] } }'],
      'unknown-condition',
      'name: no tie',
    ],
    [
      'a renewal of which nobody says from when',
      ['renewable: { days_before: 90, cite:', 'renewable: { cite:'],
      'invalid',
      'issues: { kind',
    ],
    ['a renewal without a source', ['source: law, article: "art. 12"', 'source: custom'], 'unknown-source', 'issues: { kind'],
    ['a renewal after the end', ['days_before: 90', 'days_before: -1'], 'invalid', 'issues: { kind'],
    ['a clock inside a rule', ['<= today', '<= today()'], 'rules/', '<= today'],
    ['a language left out', ['ht: "Pèmi rezidans Ysapy"', 'ht: ""'], 'missing-language', 'Pèmi rezidans'],
    [
      'a window that never opens',
      ['in_force: { from: "2026-01-15" }', 'in_force: { from: "2026-01-15", applications_until: "2025-01-01" }'],
      'never-open',
      'in_force',
    ],
    ['a deadline in two units', ['    business_days: 10', '    business_days: 10\n    days: 10'], 'invalid', 'id: appeal'],
    ['a clock that nothing starts', ['    after: told', '    after: entri_date'], 'unknown-start', 'after: told'],
    ['a deadline of the office that lapses', ['on_expiry: escalate', 'on_expiry: lapse'], 'invalid', 'id: decide'],
    [
      'a deadline that binds a person without a word on what to do',
      ['    on_expiry: lapse\n    words: {', '    on_expiry: lapse\n    # words: {'],
      'invalid',
      'id: appeal',
    ],
    [
      'a worked case about a fee that is not there',
      ['expect: { answer: yes, free: no }', 'expect: { answer: yes, pay: [permit] }'],
      'unknown-fee',
      'not free with an income that suffices',
    ],
    [
      'a paper nobody knows',
      ['[passport, passport_expired,', '[pasport, passport_expired,'],
      'unknown-paper',
      'any_of: [passport, passport_expired',
    ],
    ['a paper without an end', [', years: 2', ''], 'invalid', 'issues:'],
    [
      'a day that does not exist',
      ['in_force: { from: "2026-01-15" }', 'in_force: { from: "2026-02-30" }'],
      'invalid',
      'in_force',
    ],
  ] as const)('%s', (_what, [from, to], code, place) => {
    const parsed = parseProcedure(text.replace(from, to), 'pack.yaml', { catalogue, lists })
    if (parsed.ok) throw new Error('accepted')
    expect(parsed.faults[0]?.code).toContain(code)
    expect(parsed.faults[0]?.line).toBe(line(place))
  })

  test('the nearest fact is named', () => {
    const parsed = parseProcedure(text.replace('entry_date <= date', 'entri_date <= date'), 'pack.yaml', { catalogue, lists })
    expect(parsed.ok ? '' : parsed.faults[0]?.message).toContain('entry_date')
  })
})

test('with a faulty pack nothing starts, and every fault is named with its file and line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'packs-'))
  try {
    const isWanted = (from: string): boolean => !from.includes('procedures/') || from.endsWith('regularisation.yaml')
    const home = join(import.meta.dirname, '../../jurisdictions')
    for (const part of ['common', 'ysapy'])
      cpSync(join(home, part), join(folder, 'jurisdictions', part), {
        recursive: true,
        filter: (from) => isWanted(from.slice(home.length)),
      })
    expect(loadPacks(join(folder, 'jurisdictions')).procedures.has('ysapy.regularisation')).toBe(true)
    const file = join(folder, 'jurisdictions/ysapy/procedures/regularisation.yaml')
    const text = readFileSync(file, 'utf8')
    writeFileSync(
      file,
      text
        .replace('feel: entry_date <=', 'feel: entri_date <=')
        .replace('{ source: law, article: "art. 6" }', '{ source: lore }'),
    )
    const line = (part: string): number => text.split('\n').findIndex((one) => one.includes(part)) + 1
    const load = (): unknown => loadPacks(join(folder, 'jurisdictions'))
    expect(load).toThrow(`jurisdictions/ysapy/procedures/regularisation.yaml:${line('feel: entry_date <=')}:`)
    expect(load).toThrow('did you mean entry_date?')
    expect(load).toThrow(`jurisdictions/ysapy/procedures/regularisation.yaml:${line('"art. 6"')}:`)
    writeFileSync(file, text.replace('jurisdiction: ysapy', 'jurisdiction: nowhere'))
    expect(load).toThrow('no jurisdiction.yaml is about nowhere')
    // A law that is not what its own cases say it is does not load either.
    writeFileSync(file, text.replace('today: "2026-07-30"', 'today: "2026-07-29"'))
    expect(load).toThrow('comes out otherwise: answer is no, not yes [case-differs]')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

describe('answers', () => {
  const facts = (known: Record<string, unknown>) => ({ today: calendarDate('2026-11-24'), facts: parseCaseFacts(known) })
  test('never a no while a needed fact is unknown, and closed is not a no', () => {
    expect(answerProcedure(ysapy, facts({})).kind).toBe('depends')
    expect(
      answerProcedure(
        ysapy,
        facts({ entry_date: '2026-01-10', birth_date: '1990', ties: ['work'], criminal_record: 'declined' }),
      ),
    ).toMatchObject({ kind: 'depends', declined: ['criminal_record'] })
    const uruguay = packs.procedures.get('uy.residence-by-ties')
    expect(uruguay === undefined ? undefined : answerProcedure(uruguay, facts({ entry_date: '2026-01-10' }))).toMatchObject({
      kind: 'closed',
      closedSince: '2025-05-23',
    })
  })

  test('a closed window says what is left to do, and a source that nobody compared says so', () => {
    const colombia = packs.procedures.get('co.temporary-protection')
    const closed = colombia === undefined ? undefined : answerProcedure(colombia, facts({ country_of_stay: 'COL' }))
    expect(closed).toMatchObject({ kind: 'closed', closedSince: '2023-11-24', afterwards: { unverified: true } })
    const brazil = packs.procedures.get('br.border-residence')
    const open = brazil === undefined ? undefined : answerProcedure(brazil, facts({ country_of_stay: 'BRA' }))
    expect(open?.afterwards).toBeUndefined()
    expect(open?.variants.map((one) => one.unverified)).toEqual([true, false, true])
    expect(open?.reasons.every((one) => !one.unverified)).toBe(true)
  })

  test('not yet says from when, no says why, and what would change it', () => {
    expect(
      answerProcedure(ysapy, {
        ...facts({ entry_date: '2026-06-01', birth_date: '1990', ties: ['work'], criminal_record: false }),
        today: calendarDate('2026-07-01'),
      }),
    ).toMatchObject({ kind: 'not_yet', from: '2026-08-30' })
    const no = answerProcedure(ysapy, facts({ entry_date: '2026-01-10', birth_date: '1990', ties: [], criminal_record: false }))
    expect(no).toMatchObject({
      kind: 'no',
      change: [[{ fact: 'ties' }], [{ fact: 'ties' }], [{ fact: 'ties' }], [{ fact: 'ties' }]],
    })
    expect(no.reasons.find((one) => one.id === 'has_tie')).toMatchObject({
      state: 'not_met',
      cite: 'Ley de Residencia (ficticia), art. 6',
    })
  })

  test('a yes and a no name the fewest facts they follow from, and facts that clash are named', () => {
    const known = { entry_date: '2026-01-10', birth_date: '1990', ties: ['work'], criminal_record: false }
    expect(answerProcedure(ysapy, facts(known)).proof?.toSorted()).toEqual(['criminal_record', 'entry_date', 'ties'])
    expect(answerProcedure(ysapy, facts({ ...known, ties: [] }))).toMatchObject({
      kind: 'no',
      proof: ['birth_date', 'ties'],
      clashes: [],
    })
    expect(answerProcedure(ysapy, facts({ ties: ['work'] })).proof).toBeUndefined()
    const early = facts({ ...known, birth_date: '2026-02-01' })
    expect(answerProcedure(ysapy, early).clashes).toEqual([['birth_date', 'entry_date']])
  })

  test('a child brings no certificate and pays nothing', () => {
    const child = answerProcedure(ysapy, facts({ entry_date: '2026-01-10', birth_date: '2012-03-01' }))
    expect(child).toMatchObject({ kind: 'yes', free: 'yes', costs: [{ id: 'card', owed: 'no' }] })
    expect(child.bring.map((one) => one.id)).toEqual(['identity', 'entry'])
    expect(child.variants).toHaveLength(1)
  })
})

test('in French no sign begins a line, in no pack', () => {
  const told = [
    ...[...packs.catalogue.values()].flatMap((one) => [one.label, one.ask, one.why, one.hint]),
    ...[...packs.procedures.values()].flatMap((one) => [one.title, ...one.conditions.map(({ words }) => words)]),
    ...[...packs.jurisdictions.values()].flatMap((one) => [one.asylum.text, one.contact.text]),
  ].flatMap((words) => words?.fr ?? [])
  expect(told.length).toBeGreaterThan(100)
  expect(told.filter((text) => / [:;?!»]|« /.test(text))).toEqual([])
})

describe('business days', () => {
  const isHoliday = packs.jurisdictions.get('ysapy')?.isHoliday ?? (() => false)
  test('weekends and holidays do not count', () => {
    expect(addBusinessDays(calendarDate('2026-12-24'), 1, isHoliday)).toBe('2026-12-28')
    expect(addBusinessDays(calendarDate('2026-12-31'), 1, isHoliday)).toBe('2027-01-04')
    expect(addBusinessDays(calendarDate('2028-02-28'), 1, isHoliday)).toBe('2028-02-29')
    expect(
      businessDaysUntil(calendarDate('2026-11-24'), addBusinessDays(calendarDate('2026-11-24'), 30, isHoliday), isHoliday),
    ).toBe(30)
    expect(businessDaysUntil(calendarDate('2026-11-24'), calendarDate('2026-11-20'), isHoliday)).toBe(-2)
  })
  test('Tiradentes is a holiday of Brazil; Colombia moves Epiphany to a Monday', () => {
    const [brazil, colombia] = [packs.jurisdictions.get('br')?.isHoliday, packs.jurisdictions.get('co')?.isHoliday]
    expect(brazil?.(calendarDate('2026-04-21'))).toBe(true)
    expect(brazil?.(calendarDate('2026-04-22'))).toBe(false)
    expect(colombia?.(calendarDate('2026-01-12'))).toBe(true)
    expect(colombia?.(calendarDate('2026-01-06'))).toBe(false)
  })
  test('ten calendar days that end on a holiday of Brazil end the day after; ten business days of Colombia skip its holidays', () => {
    const [brazil, colombia] = [packs.jurisdictions.get('br')?.isHoliday, packs.jurisdictions.get('co')?.isHoliday]
    const [border, protection] = [termOf('br.border-residence', 'appeal'), termOf('co.temporary-protection', 'appeal')]
    if (brazil === undefined || colombia === undefined || border === undefined || protection === undefined)
      throw new Error('a pack is missing')
    expect(lastDayOfPeriod(calendarDate('2026-04-10'), border, { isHoliday: brazil, stops: [] })).toBe('2026-04-20')
    expect(lastDayOfPeriod(calendarDate('2026-04-11'), border, { isHoliday: brazil, stops: [] })).toBe('2026-04-22')
    expect(lastDayOfPeriod(calendarDate('2028-02-19'), border, { isHoliday: brazil, stops: [] })).toBe('2028-02-29')
    expect(lastDayOfPeriod(calendarDate('2026-01-02'), protection, { isHoliday: colombia, stops: [] })).toBe('2026-01-19')
  })
  test('Uruguay has its own', () => {
    const uruguay = packs.jurisdictions.get('uy')?.isHoliday
    expect(uruguay?.(calendarDate('2026-07-18'))).toBe(true)
    expect(uruguay?.(calendarDate('2026-07-17'))).toBe(false)
  })
})
