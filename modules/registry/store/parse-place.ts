import { z } from 'zod'
import type { Place } from './reviews.ts'

const parts = z.tuple([z.iso.datetime(), z.uuid(), z.uuid()])

/** A place in the queue as it stands in an address; what is none is the beginning. */
export function parsePlace(text: string | undefined): Place | undefined {
  const read = parts.safeParse(text?.split('~'))
  return read.success ? { since: new Date(read.data[0]), personId: read.data[1], otherId: read.data[2] } : undefined
}

export function placeText({ since, personId, otherId }: Place): string {
  return `${since.toISOString()}~${personId}~${otherId}`
}
