import { ok, refuse, type Result } from '@convive/kernel'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'

const largest = 8 * 1024 * 1024
/** The small face must fit into a paper's code. */
const faceBytes = 350

/** A photo drawn anew (nothing of the camera's notes survives), and a face of 48 × 60 points for the code of a paper. */
export async function makePhoto(bytes: Uint8Array): Promise<Result<{ readonly photo: Buffer; readonly face: Buffer }>> {
  if (bytes.length > largest) return refuse({ code: 'registry/photo-too-large', at: 'photo', with: { megabytes: 8 } })
  const found = await fileTypeFromBuffer(bytes)
  if (found?.mime !== 'image/jpeg' && found?.mime !== 'image/png') return refuse({ code: 'registry/photo-type', at: 'photo' })
  try {
    const image = sharp(bytes, { limitInputPixels: 60_000_000, failOn: 'error' }).rotate()
    const { width, height } = await image.metadata()
    if (width < 120 || height < 150) return refuse({ code: 'registry/photo-too-small', at: 'photo' })
    const photo = await image.clone().resize(360, 450, { fit: 'cover', position: 'attention' }).jpeg({ quality: 82 }).toBuffer()
    return ok({ photo, face: await smallFace(photo) })
  } catch {
    return refuse({ code: 'registry/photo-type', at: 'photo' })
  }
}

async function smallFace(photo: Buffer): Promise<Buffer> {
  let face = photo
  for (let quality = 40; quality >= 1; quality -= 6) {
    face = await sharp(photo).resize(48, 60, { fit: 'cover' }).grayscale().webp({ quality, effort: 6 }).toBuffer()
    if (face.length <= faceBytes) return face
  }
  return sharp(photo).resize(32, 40, { fit: 'cover' }).grayscale().webp({ quality: 1, effort: 6 }).toBuffer()
}
