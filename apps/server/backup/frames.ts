import { takerOf } from '@convive/access'
import type { AppliedMigration, CopiedTable } from '@convive/database'

/** What stands at the head of a backup, inside the seal. */
export type Manifest = {
  readonly migrations: readonly AppliedMigration[]
  readonly sequences: Readonly<Record<string, string>>
  readonly tables: readonly CopiedTable[]
  /** The secrets on which stored hashes depend, and the key that signs checkpoints. */
  readonly secrets: string
  readonly checkpointKey: string
}

/** manifest, table begins, rows, keys of persons, table ends (with its number of rows), end of all. */
export type FrameKind = 'm' | 't' | 'd' | 'k' | 'e' | 'z'
export type Frame = { readonly kind: FrameKind; readonly bytes: Buffer }

const kinds: readonly FrameKind[] = ['m', 't', 'd', 'k', 'e', 'z']

export function frame(kind: FrameKind, content: Uint8Array | object): Buffer {
  const bytes = content instanceof Uint8Array ? content : Buffer.from(JSON.stringify(content))
  const head = Buffer.alloc(5)
  head.write(kind, 'latin1')
  head.writeUInt32BE(bytes.length, 1)
  return Buffer.concat([head, bytes])
}

/** Frames one after the other; an end without a last frame is an error. */
export function framesOf(plain: AsyncIterable<Uint8Array>): () => Promise<Frame> {
  const read = takerOf(plain)
  return async () => {
    const head = await read(5)
    const kind = kinds.find((one) => one === head?.toString('latin1', 0, 1))
    const bytes = head === undefined ? undefined : await read(head.readUInt32BE(1))
    if (kind === undefined || bytes === undefined) throw new Error('backup/altered: this backup does not hold what it says')
    return { kind, bytes }
  }
}

export type GivenKey = { readonly personId: string; readonly given: Buffer }

/** Keys of persons in a row: 16 bytes id, 60 bytes key wrapped for the backup. */
export function packKeys(keys: readonly GivenKey[]): Buffer {
  return Buffer.concat(keys.flatMap(({ personId, given }) => [Buffer.from(personId.replaceAll('-', ''), 'hex'), given]))
}

export function unpackKeys(bytes: Buffer): readonly GivenKey[] {
  return Array.from({ length: bytes.length / 76 }, (_, at) => {
    const one = bytes.subarray(at * 76, at * 76 + 76)
    const id = one.toString('hex', 0, 16)
    const personId = `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`
    return { personId, given: Buffer.from(one.subarray(16)) }
  })
}
