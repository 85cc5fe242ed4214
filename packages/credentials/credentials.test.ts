import { addDays, calendarDate } from '@convive/kernel'
import fc from 'fast-check'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createPublicKey } from 'node:crypto'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { makeSign1, readSign1, toBeSigned } from './cose.ts'
import {
  endOf,
  fromBase45,
  issuePaper,
  lastDayOf,
  makeSigningKey,
  makeStatusList,
  openPaper,
  publicKeyOf,
  qrVersion,
  readClaims,
  signatureHolds,
  softwareSigner,
  statusAt,
  toBase45,
  verifyPaper,
  verifyRefusals,
  type PublishedKeys,
} from './index.ts'

const data = join(process.env['CONVIVE_DATA'] ?? join(import.meta.dirname, '../../../shared/data'), 'credentials')
const withData = existsSync(data) ? describe : describe.skip
const read = <T>(path: string): T => JSON.parse(readFileSync(join(data, path), 'utf8'))

const made = makeSigningKey()
const signer = softwareSigner(made.keyId, made.privateKey)
const keys: readonly PublishedKeys[] = [
  {
    issuer: 'ysapy',
    keys: [{ kid: made.keyId, alg: 'ES256', x: made.x, y: made.y, from: '2026-01-01T00:00:00Z', until: '2028-01-01T00:00:00Z' }],
  },
]
const now = new Date('2026-05-04T12:00:00Z')
const seconds = (day: string): number => Date.parse(day) / 1000
const paper = {
  issuer: 'ysapy',
  number: 'YSR-7K2M-Q9',
  fullName: 'Ejemplina Moreno de la Cruz',
  mayWork: true,
  issuedAt: seconds('2026-05-04'),
  expires: endOf(calendarDate('2028-05-03')),
  statusIndex: 4711,
}
const withKey = (changed: object): readonly PublishedKeys[] =>
  keys.map((set) => ({ ...set, keys: set.keys.map((key) => ({ ...key, ...changed })) }))
/** A paper of ours whose header names another algorithm. */
const signedBy = ({ algorithm }: { readonly algorithm: number }): string => {
  const opened = openPaper(issuePaper(paper, signer))
  if (!opened.ok) throw new Error('does not open')
  const { payload } = opened.value
  const sign = (bytes: Uint8Array) => signer.sign(bytes)
  return toBase45(deflateSync(makeSign1({ algorithm, keyId: Buffer.from(signer.keyId), payload, sign })))
}
const code = (answer: ReturnType<typeof verifyPaper>): string => (answer.ok ? 'valid' : answer.refusals[0].code)

describe('a paper', () => {
  test('says what a bank needs and is verified without asking anybody', () => {
    const text = issuePaper(paper, signer)
    const answer = verifyPaper(text, { keys, now })
    expect(answer).toMatchObject({ ok: true, value: { fullName: paper.fullName, mayWork: true, number: paper.number } })
    expect(JSON.stringify(answer)).not.toMatch(/nationality|birth/)
    expect(qrVersion(text)).toBeLessThanOrEqual(12)
  })

  test('fits on paper with a small face', () => {
    expect(
      qrVersion(issuePaper({ ...paper, face: new Uint8Array(350).map((_, at) => (at * 97) % 256) }, signer)),
    ).toBeLessThanOrEqual(20)
  })

  test.each([
    ['papers/expired', () => verifyPaper(issuePaper(paper, signer), { keys, now: new Date('2028-05-04T12:00:00Z') })],
    [
      'papers/not-yet-valid',
      () => verifyPaper(issuePaper({ ...paper, notBefore: seconds('2026-06-01') }, signer), { keys, now }),
    ],
    ['papers/revoked', () => verifyPaper(issuePaper(paper, signer), { keys, now, isRevoked: (index) => index === 4711 })],
    ['papers/unknown-key', () => verifyPaper(issuePaper(paper, softwareSigner('other', made.privateKey)), { keys, now })],
    [
      'papers/bad-signature',
      () => verifyPaper(issuePaper(paper, softwareSigner(made.keyId, makeSigningKey().privateKey)), { keys, now }),
    ],
    ['papers/missing-claims', () => verifyPaper(issuePaper({ ...paper, fullName: '' }, signer), { keys, now })],
    ['papers/missing-claims', () => verifyPaper(issuePaper({ ...paper, number: '' }, signer), { keys, now })],
    ['papers/missing-claims', () => verifyPaper(issuePaper({ ...paper, issuer: '' }, signer), { keys, now })],
    ['papers/missing-claims', () => verifyPaper(issuePaper({ ...paper, issuedAt: 0 }, signer), { keys, now })],
    ['papers/wrong-algorithm', () => verifyPaper(signedBy({ algorithm: -35 }), { keys, now })],
    ['papers/wrong-algorithm', () => verifyPaper(signedBy({ algorithm: -8 }), { keys, now })],
    ['papers/unknown-key', () => verifyPaper(issuePaper(paper, signer), { keys: [], now })],
    ['papers/key-revoked', () => verifyPaper(issuePaper(paper, signer), { keys: withKey({ revoked: true }), now })],
    [
      'papers/key-not-in-force',
      () => verifyPaper(issuePaper(paper, signer), { keys: withKey({ until: '2026-05-01T00:00:00Z' }), now }),
    ],
    [
      'papers/key-not-in-force',
      () => verifyPaper(issuePaper(paper, signer), { keys: withKey({ from: '2026-05-06T00:00:00Z' }), now }),
    ],
    ['papers/not-base45', () => verifyPaper('hello, ñandú', { keys, now })],
    ['papers/not-base45', () => verifyPaper('', { keys, now })],
    ['papers/not-zlib', () => verifyPaper(toBase45(Buffer.from('plain')), { keys, now })],
    ['papers/not-cose', () => verifyPaper(toBase45(deflateSync(Buffer.from([0xa0]))), { keys, now })],
    ['papers/not-signed', () => verifyPaper(toBase45(deflateSync(Buffer.from([0xd0, 0x83, 0x40, 0xa0, 0x40]))), { keys, now })],
    ['papers/too-large', () => verifyPaper(toBase45(deflateSync(Buffer.alloc(10_000_000))), { keys, now })],
  ])('is refused by name: %s', (expected, check) => {
    expect(code(check())).toBe(expected)
  })

  test('of a key that has been replaced holds until its own end', () => {
    const replaced = withKey({ until: '2026-05-20T00:00:00Z' })
    expect(code(verifyPaper(issuePaper(paper, signer), { keys: replaced, now: new Date('2027-12-01') }))).toBe('valid')
  })

  test('signed in the first second of a key, or its last, holds in every office on earth', () => {
    for (const hour of [0, 3, 11, 12, 23])
      for (let offset = -12; offset <= 14; offset += 1) {
        const moment = new Date(Date.UTC(2026, 4, 4, hour))
        const localDay = new Date(moment.getTime() + offset * 3_600_000).toISOString().slice(0, 10)
        const signed = issuePaper({ ...paper, issuedAt: seconds(localDay) }, signer)
        const first = withKey({ from: moment.toISOString() })
        const last = withKey({ until: new Date(moment.getTime() + 1000).toISOString() })
        expect([offset, hour, verifyPaper(signed, { keys: first, now: moment }).ok]).toEqual([offset, hour, true])
        expect([offset, hour, verifyPaper(signed, { keys: last, now: moment }).ok]).toEqual([offset, hour, true])
      }
  })

  test('holds through its last day in every office on earth, and says that day', () => {
    const holds = (at: string) => code(verifyPaper(issuePaper(paper, signer), { keys, now: new Date(at) }))
    expect(holds('2028-05-03T23:59:59-12:00')).toBe('valid')
    expect(holds('2028-05-04T00:00:00-12:00')).toBe('papers/expired')
    fc.assert(
      fc.property(fc.nat(60_000), (days) => {
        const day = addDays(calendarDate('1990-01-01'), days)
        return lastDayOf(endOf(day)) === day
      }),
      { seed: 1 },
    )
  })

  test('every refusal of a check has a case here', () => {
    const told = readFileSync(import.meta.filename, 'utf8')
    expect(verifyRefusals.filter((one) => !told.includes(`['${one}'`) && !told.includes(`[\n      '${one}'`))).toEqual([])
  })

  test('any changed byte is refused, and no bytes make it throw', () => {
    const text = issuePaper(paper, signer)
    const packed = fromBase45(text) ?? new Uint8Array()
    const valid = verifyPaper(text, { keys, now })
    const unchanged = JSON.stringify(valid.ok ? valid.value : undefined)
    fc.assert(
      fc.property(fc.nat(packed.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Uint8Array.from(packed)
        changed[at] = (changed[at] ?? 0) ^ by
        const answer = verifyPaper(toBase45(changed), { keys, now })
        // The wrapping has bits that mean nothing; what the paper says cannot change.
        return !answer.ok || JSON.stringify(answer.value) === unchanged
      }),
      { seed: 1, numRuns: 300 },
    )
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        (bytes) =>
          !verifyPaper(toBase45(deflateSync(bytes)), { keys, now }).ok &&
          !verifyPaper(Buffer.from(bytes).toString('latin1'), { keys, now }).ok,
      ),
      { seed: 1, numRuns: 300 },
    )
  })
})

describe('Base45 and status lists', () => {
  test('the examples of RFC 9285', () => {
    for (const [plain, text] of [
      ['AB', 'BB8'],
      ['Hello!!', '%69 VD92EX0'],
      ['base-45', 'UJCLQE7W581'],
      ['ietf!', 'QED8WEX0'],
    ] as const) {
      expect(toBase45(Buffer.from(plain))).toBe(text)
      expect(Buffer.from(fromBase45(text) ?? []).toString()).toBe(plain)
    }
    for (const wrong of ['GGW', ':::', 'A', 'ab']) expect(fromBase45(wrong)).toBeUndefined()
  })

  test('a list of a million entries with one in a hundred revoked is small, and answers for each', () => {
    const revoked = Array.from({ length: 2 ** 20 / 100 }, (_, n) => n * 100 + 7)
    const list = makeStatusList(2 ** 20, revoked)
    expect(list.lst.length).toBeLessThan(40_000)
    expect([statusAt(list, 7), statusAt(list, 8), statusAt(list, 107), statusAt(list, 2 ** 20 + 8)]).toEqual([1, 0, 1, undefined])
    expect(statusAt({ bits: 1, lst: 'broken' }, 1)).toBeUndefined()
  })
})

withData('known vectors', () => {
  test('claim 169: every valid vector opens, the encrypted one is refused as not signed, the broken ones by name', () => {
    let [signatures, encrypted] = [0, 0]
    for (const name of readdirSync(join(data, 'claim-169/valid'))) {
      const vector = read<{
        qr_data: string
        signing_key?: { algorithm: string; public_key_hex: string }
        expected_claim169: { fullName?: string }
      }>(`claim-169/valid/${name}`)
      const opened = openPaper(vector.qr_data)
      if (name.startsWith('encrypted')) {
        expect(opened, name).toMatchObject({ ok: false, refusals: [{ code: 'papers/not-signed' }] })
        encrypted += 1
        continue
      }
      if (!opened.ok) throw new Error(`${name} does not open`)
      const key = vector.signing_key
      if (key === undefined) continue
      const hex = key.public_key_hex
      const published =
        key.algorithm === 'ES256'
          ? ({
              alg: 'ES256',
              x: Buffer.from(hex.slice(2, 66), 'hex').toString('base64url'),
              y: Buffer.from(hex.slice(66), 'hex').toString('base64url'),
            } as const)
          : ({ alg: 'EdDSA', x: Buffer.from(hex, 'hex').toString('base64url') } as const)
      const publicKey = publicKeyOf({ kid: 'k', from: '', until: '', ...published })
      if (publicKey === undefined) throw new Error('key')
      const bytes = toBeSigned(opened.value.protectedBytes, opened.value.payload)
      expect(signatureHolds(published.alg, { key: publicKey, bytes, signature: opened.value.signature }), name).toBe(true)
      expect(readClaims(opened.value.payload)?.fullName, name).toBe(vector.expected_claim169.fullName)
      signatures += 1
    }
    expect([signatures, encrypted]).toEqual([2, 2])
    const expected: Record<string, string> = {
      'bad-base45.json': 'papers/not-base45',
      'bad-zlib.json': 'papers/not-zlib',
      'not-cose.json': 'papers/not-cose',
    }
    for (const [name, refusal] of Object.entries(expected))
      expect(openPaper(read<{ qr_data: string }>(`claim-169/invalid/${name}`).qr_data), name).toMatchObject({
        ok: false,
        refusals: [{ code: refusal }],
      })
    const missing = openPaper(read<{ qr_data: string }>('claim-169/invalid/missing-169.json').qr_data)
    expect(missing.ok ? readClaims(missing.value.payload) : 'closed').toBeUndefined()
  })

  test('COSE Sign1: what must pass passes, what must fail fails; an untagged message is refused by choice', () => {
    let [passed, failed] = [0, 0]
    for (const folder of ['cose/sign1-tests', 'cose/ecdsa-examples', 'cose/CWT']) {
      for (const name of readdirSync(join(data, folder))) {
        const vector = read<{
          input: { sign0?: { key: { kty: string; x: string; y: string; crv: string }; external?: string; alg?: string } }
          output: { cbor: string }
          fail?: boolean
        }>(`${folder}/${name}`)
        const sign0 = vector.input.sign0
        if (
          sign0 === undefined ||
          typeof sign0.key.x !== 'string' ||
          typeof sign0.key.y !== 'string' ||
          sign0.key.crv !== 'P-256' ||
          (sign0.alg !== undefined && sign0.alg !== 'ES256')
        )
          continue
        const signed = readSign1(Buffer.from(vector.output.cbor, 'hex'))
        const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: sign0.key.x, y: sign0.key.y }, format: 'jwk' })
        const holds =
          signed !== undefined &&
          (signed.algorithm ?? -7) === -7 &&
          signatureHolds('ES256', {
            key,
            bytes: toBeSigned(signed.protectedBytes, signed.payload, Buffer.from(sign0.external ?? '', 'hex')),
            signature: signed.signature,
          })
        expect(holds, name).toBe(vector.fail !== true && name !== 'sign-pass-03.json')
        if (holds) passed += 1
        else failed += 1
      }
    }
    expect([passed, failed]).toEqual([3, 7])
  })

  test('Wycheproof: ECDSA P-256 in fixed length and Ed25519', () => {
    let checked = 0
    for (const [file, algorithm] of [
      ['ecdsa_secp256r1_sha256_p1363_test.json', 'ES256'],
      ['ed25519_test.json', 'EdDSA'],
    ] as const) {
      const { testGroups } = read<{
        testGroups: {
          publicKeyJwk?: object
          publicKey: { pk?: string; uncompressed?: string }
          tests: { msg: string; sig: string; result: string; tcId: number }[]
        }[]
      }>(`wycheproof/${file}`)
      for (const group of testGroups) {
        const hex = group.publicKey.uncompressed ?? ''
        const jwk =
          algorithm === 'ES256'
            ? {
                kty: 'EC',
                crv: 'P-256',
                x: Buffer.from(hex.slice(2, 66), 'hex').toString('base64url'),
                y: Buffer.from(hex.slice(66), 'hex').toString('base64url'),
              }
            : { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(group.publicKey.pk ?? '', 'hex').toString('base64url') }
        const key = createPublicKey({ key: jwk, format: 'jwk' })
        for (const one of group.tests) {
          const holds = signatureHolds(algorithm, {
            key,
            bytes: Buffer.from(one.msg, 'hex'),
            signature: Buffer.from(one.sig, 'hex'),
          })
          expect(holds, `${file} ${one.tcId}`).toBe(one.result === 'valid')
          checked += 1
        }
      }
    }
    expect(checked).toBeGreaterThanOrEqual(400)
  })
})
