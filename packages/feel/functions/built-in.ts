import { namesWithin } from '../names.ts'
import type { FunctionValue } from '../value.ts'
import { aggregateFunctions } from './aggregates.ts'
import { contextFunctions } from './contexts.ts'
import { conversionFunctions } from './conversions.ts'
import { listFunctions } from './lists.ts'
import { numberFunctions } from './numbers.ts'
import { rangeFunctions } from './ranges.ts'
import { stringFunctions } from './strings.ts'
import { temporalFunctions } from './temporals.ts'

/** Every function that FEEL brings with it, by name (DMN 1.5, 10.3.4). */
export const builtInFunctions: ReadonlyMap<string, FunctionValue> = new Map(
  [
    ...conversionFunctions,
    ...stringFunctions,
    ...listFunctions,
    ...aggregateFunctions,
    ...numberFunctions,
    ...contextFunctions,
    ...temporalFunctions,
    ...rangeFunctions,
  ].map((one) => [one.name, one]),
)

/** Names that stand in every text: those of the functions, and the properties of dates, durations and ranges. */
export const builtInNames = namesWithin(undefined, builtInFunctions.keys())
export const builtInParts = namesWithin(undefined, ['time offset', 'start included', 'end included'])
