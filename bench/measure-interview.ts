import { packs } from '@convive/procedures'
import { measureInterview, type Asked } from '@convive/rules'
import { calendarDate } from '@convive/kernel'
import { print } from './figures.ts'

/**
 * Questions until every open right is decided, of made-up people whose answers are independent and whose margins the interview does not
 * know, or knows only roughly. Peers, of the same people: the best possible plan that knows the margins (dynamic programming, where it
 * has at most 150,000 states, and twelve facts), one who knows each person's answers beforehand, and a form that asks what is open in one order.
 */
const today = calendarDate('2026-11-01')
const people = Number(process.argv[2] ?? 2000)
/** Questions are counted: each is as hard as any other. The shipped catalogue asks cheap and harmless ones first instead. */
const equallyHard = new Map([...packs.catalogue].map(([id, fact]) => [id, { ...fact, cost: 1, class: 1 as const }]))
const open = [...packs.procedures.values()].filter(({ inForce }) => inForce.until === undefined || inForce.until >= today)
const places = [...packs.jurisdictions.values()].map((one) => one.id)
const groups = [
  ...places.map((id) => ({
    name: `in ${id}, what is asked of everybody`,
    procedures: open.filter((one) => one.jurisdiction === id && one.offered === 'always'),
  })),
  ...places.map((id) => ({ name: `in ${id}, everything`, procedures: open.filter((one) => one.jurisdiction === id) })),
  { name: 'everywhere at once', procedures: open },
  { name: 'everywhere, as if closed windows reopened', procedures: [...packs.procedures.values()] },
].filter(({ procedures }, at, all) => {
  const ids = (of: typeof procedures): string => of.map((one) => one.id).join()
  return procedures.length > 0 && all.findIndex((one) => ids(one.procedures) === ids(procedures)) === at
})
for (const { name, procedures } of groups) {
  const asked: Asked = {
    rulesets: procedures.map(({ ruleset }) => ({ ...ruleset, window: {} })),
    catalogue: equallyHard,
    today,
  }
  const found = measureInterview(asked, { people, seed: 11, clock: () => performance.now() })
  const at = (share: number): string => (found.times[Math.floor(found.times.length * share)] ?? 0).toFixed(1)
  const over = (other: number | undefined): string => (other === undefined ? '–' : `${(found.asked / other).toFixed(3)} ×`)
  const knowing = (other: number | undefined): string =>
    other === undefined ? '–' : `${(found.askedKnowing / other).toFixed(3)} ×`
  print(
    `${name}: ${procedures.length} rights, ${found.facts} facts, ${found.people} people`,
    `${found.asked.toFixed(2)} questions, told rough margins ${found.askedKnowing.toFixed(2)}; a form ${found.form.toFixed(2)}`,
    `${found.wrong} wrong answers`,
  )
  print('  × the best possible plan', `${over(found.optimal)}, told rough margins ${knowing(found.optimal)}`, '≤ 1.03 ×')
  print('  × one who knows the answers', `${over(found.least)}, told rough margins ${knowing(found.least)}`, '≤ 1.15 ×')
  print('  time for a question', `p50 ${at(0.5)}, p99 ${at(0.99)} ms of ${found.times.length}`, 'p99 ≤ 5 ms')
}
