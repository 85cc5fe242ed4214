import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadTerms } from '../terms/terms.ts'
import type { PersonModel } from './compare-people.ts'
import { parsePersonModel } from './parse-person-model.ts'

/** What the product compares people with, as it ships; read when somebody is compared for the first time. */
export function openPersonModel(): () => PersonModel {
  const read: { model?: PersonModel } = {}
  return () => (read.model ??= load())
}

function load(): PersonModel {
  const { model, likely, possible, belief } = parsePersonModel(
    readFileSync(join(import.meta.dirname, 'person-model.json'), 'utf8'),
  )
  return { model, likely, possible, belief, terms: loadTerms() }
}
