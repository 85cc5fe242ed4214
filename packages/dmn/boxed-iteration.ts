import {
  isContext,
  isList,
  pay,
  problem,
  scopeWithin,
  withPartial,
  type Environment,
  type Scope,
  type Value,
} from '@convive/feel'
import type { Logic } from './logic.ts'

const inScope = (environment: Environment, scope: Scope): Environment => ({ ...environment, scope })

/** A boxed filter (DMN 1.5, 7.3.10): `item`, and the parts of an item that is a context, stand for themselves. */
export function boxedFilter(list: Logic, match: Logic): Logic {
  return (environment) => {
    const filtered = list(environment)
    const items = isList(filtered) ? filtered : filtered === null ? [] : [filtered]
    return items.filter((item) => {
      if (!pay(environment.run, 1)) return false
      const own = new Map<string, Value>([['item', item], ...(isContext(item) ? item.entries : [])])
      return match(inScope(environment, scopeWithin(environment.scope, own))) === true
    })
  }
}

type Iterated = { readonly name: string; readonly over: Logic; readonly body: Logic }

/** A boxed iterator (DMN 1.5, 7.3.11). */
export function boxedIterator(kind: 'for' | 'some' | 'every', { name, over, body }: Iterated): Logic {
  return (environment) => {
    const { run } = environment
    const walked = over(environment)
    if (walked === null) return problem(run, 'there is no list to walk through')
    const results: Value[] = []
    for (const item of isList(walked) ? walked : [walked]) {
      if (!pay(run, 1)) return null
      const inside = scopeWithin(environment.scope, new Map([[name, item]]))
      results.push(body(inScope(environment, kind === 'for' ? withPartial(inside, results, run) : inside)))
    }
    if (kind === 'for') return results
    const ending = kind === 'some'
    if (!results.every((one) => one === null || typeof one === 'boolean'))
      return problem(run, 'what must be satisfied is no truth value')
    return results.includes(ending) ? ending : results.every((one) => typeof one === 'boolean') ? !ending : null
  }
}
