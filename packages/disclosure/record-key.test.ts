import { expect, test } from 'vitest'
import { recordKey } from './index.ts'

test('the key is the beginning of HMAC-SHA256, as a signed 64-bit number (RFC 4231, test case 1)', () => {
  const secret = new Uint8Array(20).fill(0x0b)
  expect(BigInt.asUintN(64, recordKey(secret, 'Hi There')).toString(16)).toBe('b0344c61d8db3853')
  expect(recordKey(secret, 'Hi There')).toBeLessThan(0n)
  expect(recordKey(secret, new TextEncoder().encode('Hi There'))).toBe(recordKey(secret, 'Hi There'))
})

test('another person or another secret gives another key', () => {
  const secret = new Uint8Array(32).fill(1)
  expect(recordKey(secret, 'a')).not.toBe(recordKey(secret, 'b'))
  expect(recordKey(secret, 'a')).not.toBe(recordKey(new Uint8Array(32).fill(2), 'a'))
})

test('a secret one could guess is an error', () => {
  expect(() => recordKey(new Uint8Array(8), 'a')).toThrow('16 bytes')
})
