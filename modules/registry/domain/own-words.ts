import { z } from 'zod'

/** What somebody writes in their own words; lines are kept. */
export const ownWords = z.string().trim().min(3, 'registry/words-required').max(1000, 'registry/text-too-long')
