import { z } from 'zod'
import { factState } from './fact-state.ts'

/** As many as are asked together. */
export const mostPeople = 12

export const answersOfOne = z
  .record(z.string().max(60), factState)
  .refine((answers) => Object.keys(answers).length <= 150, 'procedures/answers-unreadable')

const place = z
  .int()
  .min(0)
  .max(mostPeople - 1)

/** Procedures that are told only to those who want to know, and that they asked about. */
export const askedAlso = z.array(z.string().max(80)).max(60).default([])

/** An interview as it is kept on request: who it is about, what was answered in which order. */
export const keptInterview = z.object({
  people: z
    .array(z.object({ name: z.string().trim().max(60), answers: answersOfOne }))
    .min(1)
    .max(mostPeople),
  order: z.array(z.object({ fact: z.string().max(60), people: z.array(place).min(1).max(mostPeople) })).max(400),
  also: askedAlso,
})
