import type { Catalogue, FactDefinition } from '@convive/facts'
import { builtInNames, builtInParts, namesIn, namesWithin, readFeel } from '@convive/feel'
import type { Words } from '@convive/kernel'

/** A condition as the computer reads it, and what the names and codes in it stand for. */
export type Formula = {
  readonly feel: string
  readonly names: readonly {
    readonly name: string
    readonly label: Words
    /** How it is computed, where it is: one line, or the rule and its exceptions, or its values from each day on. */
    readonly computed: readonly string[]
  }[]
  readonly codes: readonly { readonly code: string; readonly label: Words }[]
  /** Lengths of time as FEEL writes them, `P90D`, and what they mean. */
  readonly lengths: readonly { readonly written: string; readonly count: number; readonly unit: 'days' | 'months' | 'years' }[]
  /** It depends on the day on which it is asked. */
  readonly readsToday: boolean
}

const scope = namesWithin(builtInNames, ['days covered', 'longest gap'])

export function formulaOf(feel: string, catalogue: Catalogue): Formula {
  const read = readFeel(feel, { scope, parts: builtInParts })
  const names = read.ok ? [...new Set(namesIn(read.value).map((one) => one.name))] : []
  const facts = names.flatMap((name) => catalogue.get(name) ?? [])
  const texts = [...feel.matchAll(/"([^"]+)"/gu)].map(([, text = '']) => text)
  return {
    feel,
    names: facts.map((fact) => ({ name: fact.id, label: fact.label, computed: computedAs(fact) })),
    codes: [...new Set(texts)].flatMap((code) => {
      const label = facts.map((fact) => labelIn(fact, code)).find((one) => one !== undefined)
      return label === undefined ? [] : [{ code, label }]
    }),
    lengths: [...new Set(texts)].flatMap(lengthOf),
    readsToday: names.includes('today'),
  }
}

function computedAs({ derive, cases = [], dated = [] }: FactDefinition): readonly string[] {
  return [
    ...(derive === undefined ? [] : [derive.trim()]),
    ...cases.toSorted((a, b) => b.rank - a.rank).map(({ is, when }) => (when === undefined ? is : `if ${when} then ${is}`)),
    ...dated.map(({ from, value }) => `${from}: ${value}`),
  ]
}

const units = { D: 'days', M: 'months', Y: 'years' } as const

function lengthOf(written: string): Formula['lengths'] {
  const [, count, letter] = /^P(\d+)([DMY])$/u.exec(written) ?? []
  const unit = letter === 'D' || letter === 'M' || letter === 'Y' ? units[letter] : undefined
  return count === undefined || unit === undefined ? [] : [{ written, count: Number(count), unit }]
}

function labelIn({ values = [], fields = [] }: FactDefinition, code: string): Words | undefined {
  return (
    values.find((one) => one.code === code)?.label ?? fields.map((part) => labelIn(part, code)).find((one) => one !== undefined)
  )
}
