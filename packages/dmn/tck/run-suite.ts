import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { textOf, type Run, type Value } from '@convive/feel'
import { decideModel, decideService, type Outcome } from '../decide.ts'
import { readModel, type Model, type ModelFault, type ModelFile, type ReadModel } from '../model.ts'
import { child, children, readXmlTree, type XmlNode } from '../xml-tree.ts'
import { valueIn } from './expected-value.ts'
import { agreement, type Agreement } from './same-value.ts'

export type CaseReport = {
  readonly folder: string
  readonly file: string
  readonly id: string
  /** Empty: the case passed. */
  readonly reason: string
  /** Passed, but a number agrees only to the digits that its cut literal has. */
  readonly asWritten: boolean
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
      if (!tree.ok) return [unread(path, faultText({ ...tree.fault, file: basename(path) }))]
      return tree.value.name === 'testCases' ? runFile(path, tree.value, now) : []
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
  const model = modelOf(folder, child(root, 'modelName')?.text.trim() ?? '')
  return children(root, 'testCase').map((one) => {
    const results = children(one, 'resultNode')
    const judged: readonly Judged[] = model.ok
      ? results.map((result) => judge(result, decided(one, result, { model: model.value, now })))
      : [{ agreed: 'different', reason: faultText(model.fault) }]
    return {
      ...placeOf(path),
      id: one.attributes['id'] ?? '',
      reason: judged.flatMap(({ reason }) => (reason === '' ? [] : [reason])).join('; '),
      asWritten: judged.some(({ agreed }) => agreed === 'to the digits written'),
      expectsValue: results.some((result) => valueIn(child(result, 'expected')) !== null),
    }
  })
}

/** A file that cannot be read counts as a case that fails: perhaps it held some. */
function unread(path: string, reason: string): CaseReport {
  return { ...placeOf(path), id: '', reason, asWritten: false, expectsValue: false }
}

function placeOf(path: string): Pick<CaseReport, 'folder' | 'file'> {
  const folder = dirname(resolve(path))
  return { folder: `${basename(dirname(folder))}/${basename(folder)}`, file: basename(path, '.xml') }
}

function faultText({ code, message, file, line, column, word }: ModelFault): string {
  return `${file}:${line}:${column} ${code} ${message}${word === '' ? '' : ` (${word})`}`
}

/** The model that a file of cases names, with the others in its folder for what it imports. */
function modelOf(folder: string, name: string): ReadModel {
  const path = join(folder, name)
  if (name === '' || !existsSync(path)) {
    const message = 'the model that these cases name is not in their folder'
    return { ok: false, fault: { code: 'dmn/no-model', message, file: name, line: 1, column: 1, word: name } }
  }
  const others = filesBelow(folder).filter((one) => one.endsWith('.dmn') && one !== path)
  const fileAt = (one: string): ModelFile => ({ name: basename(one), bytes: readFileSync(one) })
  return readModel(fileAt(path), others.map(fileAt))
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

type Judged = { readonly agreed: Agreement; readonly reason: string }

function judge(result: XmlNode, { value, problems }: Outcome): Judged {
  const name = result.attributes['name'] ?? ''
  const expected = valueIn(child(result, 'expected'))
  const agreed = agreement(value, expected)
  if (agreed === 'different')
    return { agreed, reason: `${name}: expected ${shown(expected)}, got ${shown(value)}${said(problems)}` }
  const silent = result.attributes['errorResult'] === 'true' && problems.length === 0
  return { agreed, reason: silent ? `${name}: an error is expected, none was reported` : '' }
}

function said([first]: Outcome['problems']): string {
  if (first === undefined) return ''
  const { message, file, line, column, word } = first
  const place = line === undefined ? '' : ` at ${file ?? ''}:${line}:${column ?? 1}`
  return ` (${message}${place}${word === undefined || word === '' ? '' : `, ${word}`})`
}

function shown(value: Value): string {
  const text = (typeof value === 'string' ? JSON.stringify(value) : textOf(value)).replaceAll(/\s+/gu, ' ')
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
