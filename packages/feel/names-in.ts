import type { Expression, Iteration, Span } from './expression.ts'

/** A name that an expression depends on. `maybePart`: inside a filter, where it may be a part of the items as well. */
export type UsedName = Span & { readonly name: string; readonly maybePart: boolean }

type Known = { readonly names: ReadonlySet<string>; readonly inFilter: boolean }

/**
 * The names that an expression does not bring itself, each place where one stands, in the order of the text: variables, functions that
 * are called (built-in ones too), and what may be a part of an item.
 */
export function namesIn(expression: Expression): readonly UsedName[] {
  const used: UsedName[] = []
  collect(expression, { names: new Set(), inFilter: false }, used)
  return used.toSorted((left, right) => left.from - right.from)
}

function also({ names, inFilter }: Known, more: Iterable<string>): Known {
  return { names: new Set([...names, ...more]), inFilter }
}

function collect(expression: Expression, known: Known, used: UsedName[]): void {
  const each = (parts: readonly Expression[]): void => {
    for (const part of parts) collect(part, known, used)
  }
  switch (expression.kind) {
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'temporal':
      return
    case 'name': {
      const { name, from, to } = expression
      if (!known.names.has(name)) used.push({ name, from, to, maybePart: known.inFilter })
      return
    }
    case 'list':
    case 'and':
    case 'or':
      return each(expression.items)
    case 'context': {
      let inside = known
      for (const { key, value } of expression.entries) {
        collect(value, inside, used)
        inside = also(inside, [key])
      }
      return
    }
    case 'range':
      return each([expression.low, expression.high])
    case 'open range':
      return collect(expression.than, known, used)
    case 'comparison':
    case 'arithmetic':
      return each([expression.left, expression.right])
    case 'between':
      return each([expression.value, expression.low, expression.high])
    case 'in':
      return each([expression.value, ...expression.tests])
    case 'minus':
    case 'path':
      return collect(expression.of, known, used)
    case 'instance of':
      return collect(expression.value, known, used)
    case 'filter':
      collect(expression.list, known, used)
      return collect(expression.by, { ...also(known, ['item']), inFilter: true }, used)
    case 'call':
      return each([expression.callee, ...expression.given.map(({ value }) => value)])
    case 'if':
      return each([expression.condition, expression.then, expression.otherwise])
    case 'for':
      return iterated(expression.iterations, expression.body, { known: also(known, ['partial']), used })
    case 'some':
    case 'every':
      return iterated(expression.iterations, expression.body, { known, used })
    case 'function':
      return collect(
        expression.body,
        also(
          known,
          expression.parameters.map(({ name }) => name),
        ),
        used,
      )
  }
}

/** Each variable is known to the lists after its own. */
function iterated(
  iterations: readonly Iteration[],
  body: Expression,
  { known, used }: { readonly known: Known; readonly used: UsedName[] },
): void {
  let inside = known
  for (const { name, over, to } of iterations) {
    collect(over, inside, used)
    if (to !== undefined) collect(to, inside, used)
    inside = also(inside, [name])
  }
  collect(body, inside, used)
}
