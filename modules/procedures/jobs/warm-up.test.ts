import { calendarDate } from '@convive/kernel'
import { expect, test } from 'vitest'
import { packs } from '../store/packs.ts'
import { warmUp } from './warm-up.ts'

const today = calendarDate('2026-11-27')

test('every right is made ready, and others are served between two steps', async () => {
  let served = 0
  const serving = setInterval(() => (served += 1), 0)
  expect(await warmUp(today, new AbortController().signal)).toBe(packs.procedures.size)
  clearInterval(serving)
  expect(served).toBeGreaterThan(packs.procedures.size / 2)
}, 60_000)

test('a server that stops does not wait for it', async () => {
  const stopping = new AbortController()
  stopping.abort()
  expect(await warmUp(today, stopping.signal)).toBe(0)
})
