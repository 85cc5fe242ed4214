import { refuse } from '@convive/kernel'
import { z } from 'zod'
import { comparisonOf } from '../batch/fields.ts'
import type { TrainedModel } from '../model/train.ts'
import { refusalError } from '../refusal-error.ts'
import { soundVersion } from '../sound.ts'
import { frozenVersion, type FrozenModel } from './frozen-model.ts'

const bits = z.array(z.number())
const column = z.object({
  column: z.string(),
  kind: z.enum(['given', 'family', 'name', 'date', 'document', 'code', 'email', 'text', 'category']),
  at: z.string().regex(/^f\d+$/),
})
/** Part of a field as `madeColumns` names it: nothing else of a model gets into a query. */
const part = z.string().regex(/^f\d+_[a-z]+$/)
const digest = z.string().regex(/^[0-9a-f]{16}$/)
const bitsOfValues = z.record(digest, z.number())
/** Of what is learnt, only what tells one version from another is looked at: it was written by this program. */
const learntVersion: TrainedModel['version'] = 2
const model = z.looseObject({
  version: z.literal(learntVersion),
  fields: z.array(z.looseObject({ field: z.string(), levels: z.array(z.string()), weights: bits })),
  share: z.number(),
  trained: z.looseObject({ records: z.number() }),
  frozen: z.object({
    version: z.literal(frozenVersion),
    sounds: z.literal(soundVersion),
    id: z.string().optional(),
    columns: z.array(column).min(1),
    keys: z.array(z.object({ columns: z.array(part).min(1), fields: z.array(z.int()), pairs: z.number() })),
    crowds: z.array(z.object({ keys: z.array(digest), refined: z.array(z.object({ by: part, keys: z.array(digest) })) })),
    terms: z.array(
      z.object({
        column: part,
        bits: bitsOfValues,
        rest: z.number(),
        within: z.object({ by: part, bits: bitsOfValues, rest: bitsOfValues }).optional(),
      }),
    ),
  }),
  learntFrom: z.object({ files: z.string(), day: z.string().optional(), engine: z.string() }),
})

/** A model file as `convive match` writes it; an error says what is wrong with another, and what to do. */
export function parseModel(written: string, file: string): FrozenModel {
  const read = jsonOf(written, file)
  const { success, data, error } = model.safeParse(read)
  if (!success) {
    const [first] = error.issues
    const place = first?.path.join('.') ?? ''
    const ofVersion = ['version', 'frozen', 'frozen.version', 'frozen.sounds'].includes(place)
    throw refusalError(
      ofVersion
        ? refuse({ code: 'matching/model-version', with: { file } })
        : refuse({ code: 'matching/model-broken', with: { file, place: place === '' ? '–' : place } }),
    )
  }
  const { columns } = data.frozen
  for (const [at, field] of columns.entries()) {
    const levels = [
      'other',
      ...comparisonOf(field, columns)
        .levels.map(({ name }) => name)
        .toReversed(),
    ]
    const own = data.fields[at]
    if (own?.levels.join() !== levels.join() || own.weights.length !== levels.length)
      throw refusalError(refuse({ code: 'matching/model-version', with: { file } }))
  }
  // As it was written, with all that a version of its kind has besides.
  return read as FrozenModel
}

function jsonOf(written: string, file: string): unknown {
  try {
    const read: unknown = JSON.parse(written)
    return read
  } catch {
    throw refusalError(refuse({ code: 'matching/model-broken', with: { file, place: 'JSON' } }))
  }
}
