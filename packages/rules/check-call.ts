import { checkMonthsBetween } from './check-arithmetic.ts'
import { checkCodes, textsIn } from './check-comparison.ts'
import { checkDated } from './check-dated.ts'
import { checkFold, spanOf } from './check-fold.ts'
import { checkPeriods } from './check-periods.ts'
import {
  describe,
  listOf,
  nameOfType,
  treeOf,
  truthOf,
  wrong,
  wrongType,
  type Checked,
  type Checker,
  type Names,
} from './checker.ts'
import { nearestTo } from './nearest.ts'
import type { Syntax } from './syntax.ts'

type Call = Syntax & { readonly kind: 'call' }

export function checkCall(checker: Checker, syntax: Call, names: Names): Checked {
  const [first, second] = syntax.given
  if (first === undefined) return { kind: 'faulty' }
  switch (syntax.name) {
    case 'not': {
      const of = truthOf(checker, first, names)
      return of === undefined ? { kind: 'faulty' } : treeOf({ op: 'not', type: 'boolean', of })
    }
    case 'count': {
      const list = listOf(checker, first, names)
      return list === undefined ? { kind: 'faulty' } : treeOf({ op: 'count', type: 'number', list: list.tree })
    }
    case 'sum':
    case 'min':
    case 'max':
      return checkFold(checker, syntax, names, syntax.name)
    case 'abs':
    case 'floor':
    case 'ceiling':
      return checkRounded(checker, first, names, syntax.name)
    case 'days covered':
      return checkPeriods(checker, syntax, names, 'covered')
    case 'longest gap':
      return checkPeriods(checker, syntax, names, 'gap')
    case 'list contains':
      return second === undefined ? { kind: 'faulty' } : contains(checker, [first, second], names)
    case 'years and months duration':
      return second === undefined ? { kind: 'faulty' } : checkMonthsBetween(checker, [first, second], names)
    default:
      return checkOther(checker, syntax, names)
  }
}

/** Any other name may be that of a value that changes with the day. */
function checkOther(checker: Checker, syntax: Call, names: Names): Checked {
  const fact = checker.catalogue.get(syntax.name)
  const [day] = syntax.given
  if (fact?.dated !== undefined && day !== undefined) return checkDated(checker, { fact, day }, names)
  const dated = [...checker.catalogue.values()].filter((one) => one.dated !== undefined).map((one) => one.id)
  const nearest = nearestTo(syntax.name, dated)
  const message = `rules may not call ${syntax.name}${nearest === undefined ? '' : `; the nearest name is ${nearest}`}`
  return wrong(checker, syntax, { code: 'rules/not-supported', message, ...(nearest === undefined ? {} : { nearest }) })
}

function checkRounded(checker: Checker, given: Syntax, names: Names, op: 'abs' | 'floor' | 'ceiling'): Checked {
  const of = spanOf(checker, given, names)
  if (of === undefined) return { kind: 'faulty' }
  const fits = of.type === 'number' || (op === 'abs' && of.type !== 'date')
  return fits
    ? treeOf({ op, type: of.type, of })
    : wrongType(checker, given, `${op} needs a number, this is ${nameOfType(of.type)}`)
}

function contains(checker: Checker, [first, second]: readonly [Syntax, Syntax], names: Names): Checked {
  const list = listOf(checker, first, names)
  const element = checker.check(checker, second, names)
  if (list === undefined || element.kind === 'faulty') return { kind: 'faulty' }
  if (element.kind === 'null' || list.record !== undefined || (list.member !== undefined && list.member !== element.tree.type)) {
    return wrongType(checker, second, `this list never holds ${describe(element)}`)
  }
  checkCodes(checker, second, { written: textsIn(element.tree), domain: list.domain })
  return treeOf({ op: 'contains', type: 'boolean', list: list.tree, element: element.tree })
}
