import { encode } from 'cborg'
import { deflateSync } from 'node:zlib'
import { toBase45 } from './base45.ts'
import { ES256, makeSign1 } from './cose.ts'
import type { Signer } from './keys.ts'
import { claim, identity, webp, type PaperClaims } from './paper.ts'

/** Signs a paper: CWT in COSE_Sign1, compressed, as the text of a QR code. Nobody needs to be asked to check it. */
export function issuePaper(paper: PaperClaims, signer: Signer): string {
  const person = new Map<number, unknown>([
    [identity.id, paper.number],
    [identity.version, '1.0.0'],
    [identity.fullName, paper.fullName],
    ...(paper.language === undefined ? [] : ([[identity.language, paper.language]] as const)),
    ...(paper.face === undefined
      ? []
      : ([
          [identity.face, paper.face],
          [identity.faceFormat, webp],
        ] as const)),
  ])
  const claims = new Map<number, unknown>([
    [claim.issuer, paper.issuer],
    [claim.expires, paper.expires],
    ...(paper.notBefore === undefined ? [] : ([[claim.notBefore, paper.notBefore]] as const)),
    [claim.issuedAt, paper.issuedAt],
    [claim.id, Buffer.from(paper.number)],
    [claim.identity, person],
    [claim.mayWork, paper.mayWork],
    ...(paper.statusIndex === undefined ? [] : ([[claim.statusIndex, paper.statusIndex]] as const)),
  ])
  const signed = makeSign1({
    algorithm: ES256,
    keyId: Buffer.from(signer.keyId),
    payload: encode(claims),
    sign: (bytes) => signer.sign(bytes),
  })
  return toBase45(deflateSync(signed, { level: 9 }))
}
