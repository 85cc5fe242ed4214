import { randomUUID } from 'node:crypto'
import type { Actor } from '@convive/access'
import type { World } from './world.ts'

const heading =
  'household,relation,given_names,family_name,sex,birth_date,origin_country,place,needs,consent_contact,consent_share_services,consent_share_offices,consent_photo'

/** A file of households, one line for each: the cells between household and the answers about needs and consent. */
export function fileOf(...rows: readonly string[]): Buffer {
  const given = rows.length > 0 ? rows : [`1,focal_point,Ejemplina,Importada ${randomUUID().slice(0, 6)},F,1990-05-03,VEN,Centro`]
  return Buffer.from([heading, ...given.map((row) => `${row},no,yes,yes,no,no`)].join('\n'))
}

/** A file that was sent and waits to be checked or imported. */
export async function sent(world: World, file = fileOf(), as?: Actor): Promise<{ readonly importId: string }> {
  const begin = { name: 'hogares.csv', size: file.length }
  const { importId, pieceSize } = await world.prepare<{ importId: string; pieceSize: number }>('exchange/begin-import', begin, as)
  for (let number = 0; number * pieceSize < file.length; number += 1) {
    const data = file.subarray(number * pieceSize, (number + 1) * pieceSize).toString('base64')
    await world.prepare('exchange/send-piece', { importId, number, data }, as)
  }
  return { importId }
}

export async function imported(
  world: World,
  file = fileOf(),
  { dryRun = false, as }: { readonly dryRun?: boolean; readonly as?: Actor } = {},
): Promise<{ readonly importId: string }> {
  const { importId } = await sent(world, file, as)
  await world.prepare('exchange/run-import', { importId, dryRun }, as)
  await world.running.importer.settled()
  return { importId }
}
