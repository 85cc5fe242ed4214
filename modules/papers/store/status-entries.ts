import type { Work } from '@convive/commands'
import { takeStatusIndex } from './papers.ts'

/** Positions of the published list: many and drawn at random, so that a position says nothing about number or order. */
export const statusListSize = 2 ** 20

/** A free position. A list so full that a hundred draws fail must be made longer first. */
export async function drawStatusIndex(
  work: Work,
  entry: { readonly organisationId: string; readonly revoked?: boolean },
): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const index = Buffer.from(work.random(4)).readUInt32BE() % statusListSize
    if (await takeStatusIndex(work.tx, { ...entry, index })) return index
  }
  throw new Error('the status list is full')
}

/** A revoked position that no paper has: whoever watches the list grow cannot tell how many papers were revoked, or when. */
export async function drawDecoy(work: Work, organisationId: string): Promise<void> {
  await drawStatusIndex(work, { organisationId, revoked: true })
}
