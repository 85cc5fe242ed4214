import { describe, expect, test } from 'vitest'
import { openFile, sealFile } from './index.ts'

const key = Buffer.alloc(32, 3)
const plain = Buffer.alloc(2_500_000, 'abcdefghij')
const piece = 4 + (1 << 20) + 16

async function* inBites(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function all(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(source))
}

const sealed = await all(sealFile(key, new Date('2026-11-25T09:00:00Z'), inBites(plain, 70_001)))
const headLength = sealed.length - (plain.length + 3 * 20)
const open = (bytes: Buffer, size = 65_536): Promise<Buffer> => all(openFile(inBites(bytes, size), () => key))

describe('a sealed file', () => {
  test.each([1, 65_536, 10_000_000])('opens whatever size of bites it is read in: %i', async (size) => {
    const small = await all(sealFile(key, new Date(0), inBites(plain.subarray(0, 3000), 7)))
    expect((await open(small, size)).equals(plain.subarray(0, 3000))).toBe(true)
    if (size > 1) expect((await open(sealed, size)).equals(plain)).toBe(true)
  })

  test('is cut into three pieces and holds nothing in clear', () => {
    expect(headLength).toBeLessThan(300)
    expect(sealed.includes('abcdefghij')).toBe(false)
  })

  test('without its last pieces is cut, even exactly between two', async () => {
    for (const pieces of [0, 1, 2])
      await expect(open(sealed.subarray(0, headLength + pieces * piece))).rejects.toThrow('backup/truncated')
  })

  test('with two pieces exchanged, one doubled or one of another file does not open', async () => {
    const at = (number: number): Buffer => sealed.subarray(headLength + number * piece, headLength + (number + 1) * piece)
    const head = sealed.subarray(0, headLength)
    const other = await all(sealFile(key, new Date('2026-11-25T09:00:00Z'), inBites(plain, 70_001)))
    const foreign = other.subarray(headLength, headLength + piece)
    for (const pieces of [
      [at(1), at(0), at(2)],
      [at(0), at(0), at(1), at(2)],
      [foreign, at(1), at(2)],
    ])
      await expect(open(Buffer.concat([head, ...pieces]))).rejects.toThrow('backup/altered')
  })

  test('whose head says another day does not open', async () => {
    const later = Buffer.from(sealed.toString('latin1').replace('2026-11-25', '2026-11-26'), 'latin1')
    await expect(open(later)).rejects.toThrow('backup/altered')
  })

  test('whose marks claim more than a piece holds is not read into memory', async () => {
    const changed = Buffer.from(sealed)
    changed.writeUInt32BE(0x7fff_ffff, headLength)
    await expect(open(changed)).rejects.toThrow('backup/altered')
  })
})
