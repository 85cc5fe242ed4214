import { createCipheriv, createDecipheriv, createHash, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto'

/** What stands in clear at the head of a sealed file: which key opens it, when it was made. */
export type SealedHead = { readonly format: 1; readonly key: string; readonly salt: string; readonly made: string }

const magic = Buffer.from('CONVIVE BACKUP 1\n')
const pieceSize = 1 << 20
const lastPiece = 0x8000_0000

/** Names a key without saying anything about it. */
export function keyName(key: Uint8Array): string {
  return createHash('sha256').update('convive/key-name\0').update(key).digest('hex').slice(0, 16)
}

/**
 * Seals a stream in pieces of 1 MiB with AES-256-GCM: the nonce counts the pieces and the last one is marked, so that a file
 * which was cut, or whose pieces were exchanged, does not open (the STREAM construction, Hoang et al. 2015).
 */
export async function* sealFile(key: Uint8Array, made: Date, plain: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const head: SealedHead = { format: 1, key: keyName(key), salt: randomBytes(32).toString('hex'), made: made.toISOString() }
  const text = Buffer.from(JSON.stringify(head))
  const size = Buffer.alloc(4)
  size.writeUInt32BE(text.length)
  yield Buffer.concat([magic, size, text])
  const fileKey = keyOfFile(key, head)
  let [count, held, length]: [number, Uint8Array[], number] = [0, [], 0]
  for await (const bytes of plain) {
    held.push(bytes)
    length += bytes.length
    if (length <= pieceSize) continue
    const all = Buffer.concat(held, length)
    let at = 0
    for (; length - at > pieceSize; at += pieceSize)
      yield sealPiece(fileKey, { head: text, count: count++, last: false }, all.subarray(at, at + pieceSize))
    held = [Buffer.from(all.subarray(at))]
    length -= at
  }
  yield sealPiece(fileKey, { head: text, count, last: true }, Buffer.concat(held, length))
}

/** Reads the head of a sealed file and then what it holds. `keyFor` brings the key of that name. Throws sentences that begin with a name. */
export async function* openFile(
  sealed: AsyncIterable<Uint8Array>,
  keyFor: (head: SealedHead) => Uint8Array,
): AsyncGenerator<Buffer> {
  const read = takerOf(sealed)
  const start = await read(magic.length + 4)
  if (start === undefined || !start.subarray(0, magic.length).equals(magic))
    throw new Error('backup/not-a-backup: this file was not made by convive backup, or by a newer version of it')
  const size = start.readUInt32BE(magic.length)
  const text = size > 10_000 ? undefined : await read(size)
  if (text === undefined) throw cut()
  const head = parseHead(text)
  const fileKey = keyOfFile(keyFor(head), head)
  for (let count = 0; ; count += 1) {
    const mark = (await read(4))?.readUInt32BE(0)
    if (mark === undefined) throw cut()
    const [last, length] = [mark >= lastPiece, mark % lastPiece]
    if (length > pieceSize) throw altered(count)
    const bytes = await read(length + 16)
    if (bytes === undefined) throw cut()
    yield openPiece(fileKey, { head: text, count, last }, bytes)
    if (!last) continue
    if ((await read(1)) !== undefined) throw altered(count + 1)
    return
  }
}

type Piece = { readonly head: Buffer; readonly count: number; readonly last: boolean }

function sealPiece(key: KeyObject, piece: Piece, plain: Uint8Array): Buffer {
  const mark = Buffer.alloc(4)
  mark.writeUInt32BE(plain.length + (piece.last ? lastPiece : 0))
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(piece.count)).setAAD(Buffer.concat([piece.head, mark]))
  return Buffer.concat([mark, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function openPiece(key: KeyObject, piece: Piece, sealed: Buffer): Buffer {
  const length = sealed.length - 16
  const mark = Buffer.alloc(4)
  mark.writeUInt32BE(length + (piece.last ? lastPiece : 0))
  const cipher = createDecipheriv('aes-256-gcm', key, nonceOf(piece.count))
    .setAAD(Buffer.concat([piece.head, mark]))
    .setAuthTag(sealed.subarray(length))
  try {
    return Buffer.concat([cipher.update(sealed.subarray(0, length)), cipher.final()])
  } catch {
    throw altered(piece.count)
  }
}

function nonceOf(count: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(count, 6, 6)
  return nonce
}

function keyOfFile(key: Uint8Array, head: SealedHead): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', key, Buffer.from(head.salt, 'hex'), 'convive/backup-file', 32)))
}

function parseHead(text: Buffer): SealedHead {
  const { format, key, salt, made }: Partial<Record<keyof SealedHead, unknown>> = JSON.parse(text.toString())
  if (format !== 1 || typeof key !== 'string' || typeof salt !== 'string' || typeof made !== 'string') throw altered(0)
  return { format, key, salt, made }
}

function cut(): Error {
  return new Error('backup/truncated: the end of this file is missing; nothing of it was restored')
}

function altered(piece: number): Error {
  return new Error(`backup/altered: piece ${piece} of this file was changed or does not belong here; nothing of it was restored`)
}

/** Takes exactly so many bytes, or nothing at the end. */
export function takerOf(source: AsyncIterable<Uint8Array>): (length: number) => Promise<Buffer | undefined> {
  const iterator = source[Symbol.asyncIterator]()
  let [held, size]: [Uint8Array[], number] = [[], 0]
  return async (length) => {
    while (size < length) {
      const next = await iterator.next()
      if (next.done === true) return undefined
      held.push(next.value)
      size += next.value.length
    }
    const [first] = held
    const all = first !== undefined && held.length === 1 ? Buffer.from(first.buffer, first.byteOffset, size) : Buffer.concat(held)
    size -= length
    held = size === 0 ? [] : [all.subarray(length)]
    return all.subarray(0, length)
  }
}
