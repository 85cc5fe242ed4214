import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto'
import type { Drawing } from './random.ts'

/** AES-256-GCM; `context` is authenticated with the text. Layout: 12 bytes nonce, 16 bytes tag, ciphertext. */
export function sealWith(
  key: KeyObject,
  sealing: { readonly context: string; readonly plain: Uint8Array; readonly random?: Drawing },
): Buffer {
  const { context, plain, random = randomBytes } = sealing
  const nonce = random(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  const text = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text])
}

export function openWith(key: KeyObject, context: string, sealed: Uint8Array): Buffer {
  if (sealed.length < 28) throw new RangeError('sealed bytes are too short')
  const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()])
}
