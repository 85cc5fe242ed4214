import { crc32, deflateRawSync } from 'node:zlib'

/** A ZIP archive (PKWARE APPNOTE 6.3.10): local headers, bodies, central directory; one fixed date, so that equal contents give equal bytes. */
export function writeZip(files: readonly { readonly name: string; readonly body: Uint8Array }[]): Buffer {
  const [bodies, directory]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const { name, body } of files) {
    const [packed, path] = [deflateRawSync(body), Buffer.from(name)]
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x0800, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt16LE(0x21, 8)
    common.writeUInt32LE(crc32(body), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(body.length, 18)
    common.writeUInt16LE(path.length, 22)
    const local = [Buffer.from('PK\u0003\u0004'), common, path, packed]
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), common, rest, path)
    bodies.push(...local)
    offset += local.reduce((sum, part) => sum + part.length, 0)
  }
  const end = Buffer.alloc(18)
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(size, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...bodies, ...directory, Buffer.from('PK\u0005\u0006'), end])
}
