export type {
  Assurance,
  Catalogue,
  FactClass,
  FactDefinition,
  FactCase,
  FactDocument,
  FactRecord,
  FactState,
  FactType,
  FactValue,
  Provenance,
  RecordsState,
  StoredFact,
} from './fact.ts'
export { reaches } from './assurance.ts'
export { applyPatch } from './patch.ts'
export type { FactPatch } from './patch.ts'
export type { CodeEntry, CodeList, CodeLists } from './code-list.ts'
export { describeDataFault, drawDataFault, faultsOf } from './data-fault.ts'
export type { DataFault, Parsed } from './data-fault.ts'
export { catalogueFrom, loadCatalogue, readDataFiles } from './load-catalogue.ts'
export type { LoadedCatalogue } from './load-catalogue.ts'
export type { Need, NeedGroup, NeedList } from './needs.ts'
export { parseCatalogue } from './parse-catalogue.ts'
export { parseCodeList, parseCodeLists } from './parse-code-list.ts'
export type { DataFile } from './parse-code-list.ts'
export { parseNeeds } from './parse-needs.ts'
export { readSchema, words } from './read-schema.ts'
export { readYaml } from './read-yaml.ts'
export type { YamlText } from './read-yaml.ts'
