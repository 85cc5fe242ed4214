import { createSecretKey, hkdfSync } from 'node:crypto'
import { openWith, sealWith } from './seal.ts'

/** A master key wraps the keys of persons and nothing else that lasts; its number stands beside every key it wrapped. */
export type MasterKey = { readonly number: number; readonly key: Uint8Array }

export const secretNames = ['search', 'statistics', 'hmac', 'travel', 'installation'] as const

/** What outlives a rotation of the master key: stored hashes and what belongs to no single person depend on it. */
export type InstallationSecrets = Readonly<Record<(typeof secretNames)[number], Uint8Array>>

/** Where a vault finds its keys. During a rotation there are two master keys; the first wraps, all of them open. */
export type KeySource = {
  /** `again` says that a key was missing: look at once whether there are new ones. */
  masters(again: boolean): readonly MasterKey[]
  readonly secrets: InstallationSecrets
}

/** HKDF (RFC 5869) with a label of its own, so that no secret can be computed from another. */
export function derive(key: Uint8Array, label: string): Buffer {
  if (key.length !== 32) throw new RangeError('the master key has 32 bytes')
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `convive/${label}`, 32))
}

/** The secrets of an installation that has never changed its master key. */
export function secretsFrom(master: Uint8Array): InstallationSecrets {
  return {
    search: derive(master, 'search'),
    statistics: derive(master, 'statistics'),
    hmac: derive(master, 'hmac'),
    travel: derive(master, 'travel'),
    installation: derive(master, 'installation'),
  }
}

/** Wraps keys of persons under a master key or under the key of a backup. */
export type KeyWrap = {
  wrap(personId: string, key: Uint8Array): Buffer
  /** Throws when another key wrapped it, or when it was wrapped for somebody else. */
  unwrap(personId: string, wrapped: Uint8Array): Buffer
}

export function keyWrap(wrapping: Uint8Array): KeyWrap {
  const key = createSecretKey(derive(wrapping, 'wrap-person-key'))
  return {
    wrap: (personId, plain) => sealWith(key, { context: `person-key/${personId}`, plain }),
    unwrap: (personId, wrapped) => openWith(key, `person-key/${personId}`, wrapped),
  }
}
