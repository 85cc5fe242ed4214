export type {
  Assurance,
  Catalogue,
  FactClass,
  FactDefinition,
  FactDocument,
  FactState,
  FactType,
  FactValue,
  Provenance,
  StoredFact,
} from './fact.ts'
export { applyPatch } from './patch.ts'
export type { FactPatch } from './patch.ts'
