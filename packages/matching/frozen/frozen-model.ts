import type { Field } from '../batch/fields.ts'
import type { KeyRule } from '../batch/plan-keys.ts'
import type { TrainedModel } from '../model/train.ts'

/** Raised whenever a model file of before would be read otherwise. */
export const frozenVersion = 1

/** Keys that a crowd shared where the model was learnt, by the digests of their values, for each rule in the order of the rules. */
export type Crowds = readonly {
  readonly keys: readonly string[]
  /** Each further part by which the crowded keys are refined, with the refined keys that a crowd shares still: they bring nobody together. */
  readonly refined: readonly { readonly by: string; readonly keys: readonly string[] }[]
}[]

/** What agreement on a value says more or less than on any value of the column, in bits. */
export type Terms = {
  readonly column: string
  /** By digest, of values that at least ten records bear. A rarer one, which could point to a person, is not in the file. */
  readonly bits: Readonly<Record<string, number>>
  /** Of every other value, seen or not. */
  readonly rest: number
  /** The same between people of one origin, who are likelier to be namesakes. */
  readonly within?: TermsWithin | undefined
}

export type TermsWithin = {
  /** The column that says the origin. */
  readonly by: string
  /** By digest of the origin and the value, of values that at least ten records of the origin bear. */
  readonly bits: Readonly<Record<string, number>>
  /** By digest of the origin, of its other values. */
  readonly rest: Readonly<Record<string, number>>
}

/** All that decides which records are candidates and what a pair of them weighs; two files under the same one are treated alike. */
export type Frozen = {
  readonly version: typeof frozenVersion
  /** Of the sounds that keys are made of: `soundVersion` then. */
  readonly sounds: number
  readonly id: string | undefined
  readonly columns: readonly Field[]
  readonly keys: readonly KeyRule[]
  readonly crowds: Crowds
  readonly terms: readonly Terms[]
}

/** The record of how a model was made. */
export type LearntFrom = {
  /** SHA-256 of the files' bytes, taken together. */
  readonly files: string
  readonly day: string | undefined
  readonly engine: string
}

/** A model file: what was learnt, what is frozen beside it, and where it comes from. */
export type FrozenModel = TrainedModel & { readonly frozen: Frozen; readonly learntFrom: LearntFrom }
