import type { Page } from 'playwright-core'
import { hold } from './steps.ts'

/** Types like a person who has only a keyboard, and counts every key. No mouse is ever used, nothing is reached but by keys. */
export type Keyboard = {
  press(key: string, times?: number): Promise<void>
  type(text: string): Promise<void>
  /** Tab until the element has the focus. */
  tabTo(id: string): Promise<void>
  readonly pressed: number
}

export function countKeys(page: Page): Keyboard {
  let pressed = 0
  async function press(key: string, times = 1): Promise<void> {
    for (let n = 0; n < times; n += 1) await page.keyboard.press(key)
    pressed += times
  }
  return {
    get pressed() {
      return pressed
    },
    press,
    async type(text) {
      await page.keyboard.type(text)
      pressed += keysOf(text)
    },
    async tabTo(id) {
      const at = (): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '')
      for (let n = 0; n < 80 && (await at()) !== id; n += 1) await press('Tab')
      hold((await at()) === id, `${id} cannot be reached with Tab`)
    },
  }
}

/** A capital costs Shift, an accent its dead key: á is two keys, Á three. */
export function keysOf(text: string): number {
  return [...text.normalize('NFD').replaceAll('n\u0303', 'n').replaceAll('N\u0303', 'N')].reduce(
    (sum, sign) => sum + (/\p{Lu}/u.test(sign) ? 2 : 1),
    0,
  )
}
