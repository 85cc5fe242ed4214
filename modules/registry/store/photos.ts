import { sql, type Transaction } from '@convive/database'

export type PhotoRow = { readonly photoId: string; readonly sealed: Buffer; readonly faceSealed: Buffer }

/** The newest photo of a person, sealed; with the small face that fits into a paper's code. */
export async function findPhoto(tx: Transaction, personId: string): Promise<PhotoRow | undefined> {
  return tx.first(
    sql<PhotoRow>`select photo_id as "photoId", sealed, face_sealed as "faceSealed" from registry.photo where person_id = ${personId} order by photo_id desc limit 1`,
  )
}

export async function insertPhoto(
  tx: Transaction,
  photo: PhotoRow & { readonly personId: string; readonly at: Date },
): Promise<void> {
  await tx.run(
    sql`insert into registry.photo (person_id, photo_id, sealed, face_sealed, added) values (${photo.personId}, ${photo.photoId}, ${photo.sealed}, ${photo.faceSealed}, ${photo.at})`,
  )
}
