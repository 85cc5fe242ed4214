import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { textOf, type Run, type Value } from '@convive/feel'
import { decideModel, decideService, type Outcome } from '../decide.ts'
import { readModel, type Model } from '../model.ts'
import { child, children, readXmlTree, type XmlNode } from '../xml-tree.ts'
import { valueIn } from './expected-value.ts'
import { sameValue } from './same-value.ts'

export type CaseReport = {
  readonly folder: string
  readonly file: string
  readonly id: string
  /** Empty: the case passed. */
  readonly reason: string
  /** Whether any result that is not null is expected. */
  readonly expectsValue: boolean
}
export type SuiteReport = readonly CaseReport[]

/** Every case of every file of cases below a folder, of any depth. `now` is what the clock of the models says. */
export function runSuite(directory: string, now: Run['now']): SuiteReport {
  return filesBelow(directory)
    .filter((path) => path.endsWith('.xml'))
    .flatMap((path) => {
      const tree = readXmlTree(readFileSync(path))
      return tree.ok && tree.value.name === 'testCases' ? runFile(path, tree.value, now) : []
    })
}

function filesBelow(directory: string): readonly string[] {
  return readdirSync(directory)
    .toSorted()
    .flatMap((name) => {
      const path = join(directory, name)
      return statSync(path).isDirectory() ? filesBelow(path) : [path]
    })
}

function runFile(path: string, root: XmlNode, now: Run['now']): SuiteReport {
  const folder = dirname(path)
  const modelFile = join(folder, child(root, 'modelName')?.text.trim() ?? '')
  const others = filesBelow(folder).filter((one) => one.endsWith('.dmn') && one !== modelFile)
  const model = readModel(
    readFileSync(modelFile),
    others.map((one) => readFileSync(one)),
  )
  return children(root, 'testCase').map((one) => {
    const results = children(one, 'resultNode')
    const reasons = model.ok
      ? results.map((result) => judge(result, decided(one, result, { model: model.value, now })))
      : [`${model.fault.code} ${model.fault.message}`]
    return {
      folder: join(basename(dirname(folder)), basename(folder)),
      file: basename(path, '.xml'),
      id: one.attributes['id'] ?? '',
      reason: reasons.filter((reason) => reason !== '').join('; '),
      expectsValue: results.some((result) => valueIn(child(result, 'expected')) !== null),
    }
  })
}

function decided(one: XmlNode, result: XmlNode, { model, now }: { readonly model: Model; readonly now: Run['now'] }): Outcome {
  const given = children(one, 'inputNode').map((node) => {
    const { name = '', namespace } = node.attributes
    const value = valueIn(node)
    return namespace === undefined ? { name, value } : { name, namespace, value }
  })
  const output = result.attributes['name'] ?? ''
  const service = one.attributes['type'] === 'decisionService' ? one.attributes['invocableName'] : undefined
  return service === undefined
    ? decideModel(model, output, { given, now })
    : decideService(model, service, { given, now, output })
}

function judge(result: XmlNode, { value, problems }: Outcome): string {
  const name = result.attributes['name'] ?? ''
  const expected = valueIn(child(result, 'expected'))
  const mustFail = result.attributes['errorResult'] === 'true'
  const said = problems[0] === undefined ? '' : ` (${problems[0].message})`
  if (!sameValue(value, expected)) return `${name}: expected ${shown(expected)}, got ${shown(value)}${said}`
  return mustFail && problems.length === 0 ? `${name}: an error is expected, none was reported` : ''
}

function shown(value: Value): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : textOf(value)
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
