import type { Refusal, Result } from '@convive/kernel'
import { field, untrimmed } from '@convive/ui'
import type { ChosenLaw } from '../queries/what-if-form.ts'

/** What was typed, as `statistics/ask-simulation` takes it: only what is otherwise than the law, or was assumed. */
export function readChange(form: FormData | undefined, chosen: ChosenLaw): Result<Readonly<Record<string, unknown>>> {
  const refusals: Refusal[] = []
  const wrong = (at: string): undefined => void refusals.push({ code: 'statistics/number-impossible', at })
  const number = (name: string): number | undefined => {
    const text = field(form, name).replace(',', '.')
    if (text === '') return undefined
    return /^\d{1,12}(\.\d{1,4})?$/.test(text) ? Number(text) : wrong(name)
  }
  const conditions = chosen.conditions.flatMap(({ id, feel }): readonly (readonly [string, string | null])[] => {
    const text = untrimmed(form, `feel.${id}`).replaceAll('\r\n', '\n').trim()
    if (field(form, `drop.${id}`) === 'yes') return [[id, null]]
    return text === '' || text === feel.trim() ? [] : [[id, text]]
  })
  const fees = chosen.fees.flatMap(({ id, amount }): readonly (readonly [string, number])[] => {
    const typed = number(`fee.${id}`)
    if (typed === undefined) return []
    const minor = Math.round(typed * 10 ** amount.digits)
    return minor === amount.minor ? [] : [[id, minor]]
  })
  const assumptions = chosen.facts.flatMap(({ id, kind }): readonly (readonly [string, unknown])[] => {
    const [one, other] = [`assume.${id}`, `assume.${id}.to`]
    switch (kind) {
      case 'yes': {
        const percent = number(one)
        return percent === undefined ? [] : [[id, { kind, percent: percent > 100 ? (wrong(one) ?? 0) : percent }]]
      }
      case 'numbers': {
        const [least, most] = [number(one), number(other)]
        if (least === undefined && most === undefined) return []
        return [[id, { kind, least: least ?? most ?? 0, most: most ?? least ?? 0 }]]
      }
      case 'days': {
        const [from, to] = [field(form, one), field(form, other)]
        return from === '' && to === '' ? [] : [[id, { kind, from: from === '' ? to : from, to: to === '' ? from : to }]]
      }
      case 'same': {
        const code = field(form, one)
        return code === '' ? [] : [[id, { kind, code }]]
      }
    }
  })
  const [opens, closes] = [field(form, 'opens'), field(form, 'closes')]
  const isMoved = opens !== chosen.inForce.from || closes !== (chosen.inForce.until ?? '')
  const window = { ...(opens === '' ? {} : { opens }), ...(closes === '' ? {} : { closes }) }
  const [householdSize, minutes] = [number('household'), number('minutes')]
  const [first, ...more] = refusals
  if (first !== undefined) return { ok: false, refusals: [first, ...more] }
  return {
    ok: true,
    value: {
      procedureId: chosen.id,
      conditions: Object.fromEntries(conditions),
      ...(isMoved ? { window } : {}),
      fees: Object.fromEntries(fees),
      assumptions: Object.fromEntries(assumptions),
      ...(householdSize === undefined ? {} : { householdSize }),
      ...(minutes === undefined ? {} : { minutes: Math.round(minutes) }),
    },
  }
}
