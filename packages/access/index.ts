export { actorIdOf, isRole, nobody, roles, sessionOf } from './actor.ts'
export type { Actor, Role } from './actor.ts'
export { allows, anyone, either, inScope, jobs, members, personThemselves, sentenceOf, usualPurpose } from './policy.ts'
export type { Clause, Policy, Reach } from './policy.ts'
export { keyWrap, secretNames, secretsFrom } from './keys.ts'
export type { InstallationSecrets, KeySource, KeyWrap, MasterKey } from './keys.ts'
export { openWith, sealWith } from './seal.ts'
export { keyName, openFile, sealFile, takerOf } from './sealed-file.ts'
export type { SealedHead } from './sealed-file.ts'
export { openVault } from './vault.ts'
export type { PersonKey, Vault } from './vault.ts'

/** Access rows and the access log; they come before journal and modules. */
export const accessMigrations = { room: 'access', directory: new URL('./migrations', import.meta.url).pathname }
