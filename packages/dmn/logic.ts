import {
  coerced,
  evaluate,
  problem,
  readFeel,
  readUnaryTests,
  type Environment,
  type FeelFault,
  type FeelType,
} from '@convive/feel'
import type { KnownNames, Names, UnaryTests, Value } from '@convive/feel'
import { typeNamed, type ModelTypes } from './model-types.ts'
import { child, type XmlNode } from './xml-tree.ts'

/** What a part of a model comes to in an environment: read once, worked out as often as it is asked for. */
export type Logic = (environment: Environment) => Value

/** A text of a model that cannot be read: `line` is that of the file; the column counts in the line of the text. */
export type TextFault = FeelFault & { readonly file: string }

/** What the texts of a model share: its file, its types, and the names that may follow a full stop. */
export type Frame = {
  readonly file: string
  readonly namespace: string
  readonly types: ModelTypes
  readonly parts: Names
  readonly faults: TextFault[]
}
/** Where a text stands: in which model, and with which names in scope. */
export type Site = { readonly frame: Frame; readonly names: Names }

const namesAt = ({ frame, names }: Site): KnownNames => ({ scope: names, parts: frame.parts })

/** The text inside an element such as `outputEntry`. */
export function textWithin(node: XmlNode | undefined): XmlNode | undefined {
  return node === undefined ? undefined : child(node, 'text')
}

/** An expression of FEEL, read once. One that cannot be read is null and a problem wherever it is asked for. */
export function feelLogic(node: XmlNode | undefined, site: Site): Logic {
  const { text, source } = sourceOf(node, site.frame)
  const read = readFeel(text, namesAt(site))
  if (!read.ok) return unreadable(noted(read.fault, node, site.frame))
  return (environment) => evaluate(read.value, { ...environment, source })
}

export type Cell = { readonly tests: UnaryTests; readonly within: (environment: Environment) => Environment }

/** The tests of a cell, read once; what cannot be read holds for nothing and is a problem. */
export function feelTests(node: XmlNode | undefined, site: Site): Cell | Logic {
  const { text, source } = sourceOf(node, site.frame)
  const read = readUnaryTests(text, namesAt(site))
  if (!read.ok) return unreadable(noted(read.fault, node, site.frame))
  return { tests: read.value, within: (environment) => ({ ...environment, source }) }
}

function sourceOf(node: XmlNode | undefined, { file }: Frame): Required<Pick<Environment, 'source'>> & { readonly text: string } {
  const text = node?.text ?? ''
  return { text, source: { text, file, line: node?.line ?? 1 } }
}

function noted(fault: FeelFault, node: XmlNode | undefined, { file, faults }: Frame): TextFault {
  const known: TextFault = { ...fault, file, line: fault.line + (node?.line ?? 1) - 1 }
  faults.push(known)
  return known
}

function unreadable({ message, file, line, column, word }: TextFault): Logic {
  return ({ run }) => problem(run, message, { file, line, column, word })
}

/** Holds a value to the type that the model gives it: what does not fit is null and a problem (DMN 1.5, 10.3.2.9.4). */
export function held(
  typeRef: string | undefined,
  { types }: Pick<Frame, 'types'>,
): (value: Value, environment: Environment) => Value {
  const type = typeNamed(typeRef, types)
  return type === undefined ? (value) => value : heldTo(type, { types, called: typeRef ?? '' })
}

export function heldTo(
  type: FeelType,
  { types, called }: { readonly types: ModelTypes; readonly called: string },
): (value: Value, environment: Environment) => Value {
  return (value, { run }) => {
    const fitting = coerced(value, type, types)
    return fitting === undefined ? problem(run, `the value is not of the type ${called}`) : fitting
  }
}
