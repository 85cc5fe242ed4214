import { calendarDate, epochDay } from '@convive/kernel'
import {
  closuresFor,
  columnsFor,
  emptyColumns,
  explain,
  generatedFor,
  layoutOf,
  openThreads,
  packRow,
  setRow,
  treeOfRuleset,
  type FactView,
  type Planned,
  type Row,
} from '@convive/rules'
import { percentile, print } from './figures.ts'
import { browserBundle } from './rules/browser-bundle.ts'
import { makePeople, statesOf, withMissing, type Known } from './rules/people.ts'
import { byHand, peers, plainOf } from './rules/peers.ts'
import { inMillions, rateOf, rateOfLater, type Rate } from './rules/rate.ts'
import { conditions, expressionOf, theRuleset, today } from './rules/the-rule.ts'

/**
 * One rule of eight conditions on made-up people: evaluations a second of each engine, the peers' beside them on the same people. All must
 * count the same yes; otherwise the measurement fails. Each is the best of several rounds: what disturbs makes slower, never faster.
 */
const people = 100_000
const complete = makePeople(people, 7)
const partly = withMissing(complete, 0.3, 8)
const tree = treeOfRuleset(theRuleset())
const layout = layoutOf([tree])
const day = epochDay(today)
const threads = openThreads(2)

function got<Value>(planned: Planned<Value>): Value {
  if (!planned.ok) throw new Error(planned.faults.map((fault) => fault.message).join('; '))
  return planned.value
}

const closures = got(closuresFor(tree, layout, day))
const generated = got(generatedFor(tree, layout, day))
const loop = got(columnsFor(tree, layout, day))
const threaded = got(threads.prepare(tree, layout, day))
const expression = expressionOf(
  Object.values(conditions)
    .map((one) => `(${one})`)
    .join(' and '),
)

type Rates = Readonly<Record<'first' | 'closures' | 'generated' | 'columns' | 'threads', Rate>>

async function measure(known: readonly Known[]): Promise<Rates> {
  const rows = known.map((person): Row => {
    const packed = packRow(layout, { facts: statesOf(person) })
    if (!packed.ok) throw new Error(packed.fault.message)
    return packed.row
  })
  const columns = emptyColumns(layout, known.length, true)
  for (const [at, row] of rows.entries()) setRow(columns, at, row)
  const outcomes = new Uint8Array(new SharedArrayBuffer(known.length))
  const views = known.slice(0, 20_000).map((person): FactView => ({ today, facts: statesOf(person) }))
  const yes = (of: Uint8Array): number => of.reduce((sum, one) => sum + (one === 1 ? 1 : 0), 0)
  const over = (run: (row: Row) => number) => () => {
    let found = 0
    for (const row of rows) if (run(row) === 1) found += 1
    return found
  }
  const byLoop = rateOf(people, () => {
    loop(columns, outcomes, { from: 0, to: people })
    return 0
  })
  const yesOfLoop = yes(outcomes)
  outcomes.fill(0)
  const byThreads = await rateOfLater(people, async () => {
    await threaded(columns, outcomes).finished
    return 0
  })
  return {
    first: rateOf(views.length, () => views.filter((view) => isTrue(expression.evaluate(view))).length, 3),
    closures: rateOf(people, over(closures)),
    generated: rateOf(people, over(generated)),
    columns: { ...byLoop, yes: yesOfLoop },
    threads: { ...byThreads, yes: yes(outcomes) },
  }
}

function isTrue(found: ReturnType<typeof expression.evaluate>): boolean {
  return found.kind === 'value' && found.value === true
}

let failed = false
function agrees(name: string, count: number, expected: number): void {
  if (count === expected) return
  failed = true
  process.stdout.write(`${name} counts ${count} yes instead of ${expected}\n`)
}

try {
  const plain = complete.map(plainOf)
  const hand = rateOf(people, () => plain.filter(byHand).length)
  const [full, missing] = [await measure(complete), await measure(partly)]
  const firstYes = plain.slice(0, 20_000).filter(byHand).length
  agrees('the first engine', full.first.yes, firstYes)
  for (const name of ['closures', 'generated', 'columns', 'threads'] as const) {
    agrees(name, full[name].yes, hand.yes)
    agrees(`${name}, facts missing`, missing[name].yes, missing.generated.yes)
  }
  const measured = peers().map(({ name, people: count, isYes }) => {
    const some = plain.slice(0, count)
    const rate = rateOf(count, () => some.filter(isYes).length, 3)
    agrees(name, rate.yes, some.filter(byHand).length)
    return { name, rate }
  })
  const fastest = Math.max(...measured.map(({ rate }) => rate.perSecond))
  print('rules: yes of 100,000 complete people, every engine', failed ? 'they differ' : String(hand.yes), 'all the same')
  print('rules: written by hand in TypeScript, no unknown', inMillions(hand), '–')
  const share = (name: keyof Rates): string =>
    `${inMillions(full[name])}, 30 % missing ${inMillions(missing[name])} (× ${(missing[name].perSecond / full[name].perSecond).toFixed(2)})`
  print('rules: first engine', share('first'), '–')
  print('rules: closures', share('closures'), '≥ 2 M/s, × 0.7')
  print('rules: generated code', share('generated'), '≥ 10 M/s, × 0.7')
  print('rules: columns', share('columns'), '≥ 25 M/s, × 0.7')
  print('rules: columns on 2 threads', share('threads'), '≥ 35 M/s, × 0.7')
  for (const { name, rate } of measured) print(`rules: ${name}`, inMillions(rate), '–')
  print('rules: columns against the fastest peer', `${(full.columns.perSecond / fastest).toFixed(1)} ×`, '≥ 8 ×')
  print('rules: generated code against the fastest peer', `${(full.generated.perSecond / fastest).toFixed(1)} ×`, '≥ 8 ×')
  printDecisions()
  const { bytes, reader } = await browserBundle()
  print(
    'rules: for a browser, without the reader of FEEL',
    `${(bytes / 1024).toFixed(1)} KB gzip${reader ? ', WITH the reader' : ''}`,
    '≤ 40 KB',
  )
  if (reader) process.exitCode = 1
} finally {
  await threads.close()
}
if (failed) process.exitCode = 1

/** One person, 25 procedures: the answer with everything that explains it. Each procedure is the rule with another day of entry. */
function printDecisions(): void {
  const rulesets = Array.from({ length: 25 }, (_, n) => theRuleset(`procedure-${n}`))
  const times: number[] = []
  for (const person of partly.slice(0, 120)) {
    const view: FactView = { today: calendarDate(today), facts: statesOf(person) }
    const started = performance.now()
    for (const ruleset of rulesets) explain(ruleset, view)
    times.push(performance.now() - started)
  }
  const later = times.slice(20)
  print(
    'rules: one person × 25 procedures, explained',
    `${percentile(later, 0.5).toFixed(1)} ms, nine in ten under ${percentile(later, 0.9).toFixed(1)} ms`,
    '≤ 5 ms',
  )
}
