import { expect, test } from 'vitest'
import { run } from './run.ts'

test('convive demo says what it does not understand, before it touches anything', async () => {
  const nowhere = { CONVIVE_HOME: '/nowhere/at/all' }
  for (const wrong of [
    [],
    ['--people'],
    ['--people', 'many'],
    ['--people', '0'],
    ['--people', '2.5'],
    ['--people', '5', '--share', '2'],
    ['--people', '5', '--seed', '0'],
    ['--size', '4'],
    ['--people', '5', '--people', '6'],
  ]) {
    const lines: string[] = []
    const say = (line: string): void => void lines.push(line)
    const exit = await run(['demo', ...wrong], { environment: nowhere, say, warn: say })
    expect([exit, lines.join()], wrong.join(' ')).toEqual([2, expect.stringContaining('convive demo --people N')])
  }
})
