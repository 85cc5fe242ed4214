import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { modelFile } from './models.ts'

export type SuiteCase = {
  readonly given: Readonly<Record<string, number | string | boolean>>
  readonly expected: Readonly<Record<string, unknown>>
}
export type SuiteFolder = {
  readonly name: string
  readonly model: string
  readonly cases: readonly SuiteCase[]
  readonly modelName?: string
}

/** Writes one folder of the layout of the conformance suite: a model, and a file of cases for it. */
export function writeFolder(directory: string, { name, model, cases, modelName }: SuiteFolder): void {
  const folder = join(directory, 'compliance-level-3', name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.dmn`), modelFile(model, { name }).bytes)
  const written = cases.map(
    ({ given, expected }, at) => `<testCase id="${at + 1}">
      ${Object.entries(given)
        .map(([input, value]) => `<inputNode name="${input}">${valueText(value)}</inputNode>`)
        .join('\n')}
      ${Object.entries(expected)
        .map(
          ([
            decision,
            value,
          ]) => `<resultNode name="${decision}" type="decision"${value === undefined ? ' errorResult="true"' : ''}>
          <expected>${valueText(value)}</expected></resultNode>`,
        )
        .join('\n')}</testCase>`,
  )
  const head = 'xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="x" xmlns:xsd="y"'
  const text = `<testCases ${head}><modelName>${modelName ?? `${name}.dmn`}</modelName>${written.join('\n')}</testCases>`
  writeFileSync(join(folder, `${name}-test-01.xml`), text)
}

function valueText(value: unknown): string {
  if (value === undefined || value === null) return '<value xsi:nil="true"/>'
  if (Array.isArray(value)) return `<list>${value.map((item) => `<item>${valueText(item)}</item>`).join('')}</list>`
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, part]) => `<component name="${name}">${valueText(part)}</component>`)
      .join('')
  const type = typeof value === 'number' ? 'decimal' : typeof value
  return `<value xsi:type="xsd:${type}">${JSON.stringify(value).replaceAll('"', '')}</value>`
}
