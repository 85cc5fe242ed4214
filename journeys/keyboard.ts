import type { Page } from 'playwright-core'

/** Types like a person who has only a keyboard, and counts every key. No mouse is ever used. */
export type Keyboard = {
  press(key: string, times?: number): Promise<void>
  type(text: string): Promise<void>
  readonly pressed: number
}

export function countKeys(page: Page): Keyboard {
  let pressed = 0
  return {
    get pressed() {
      return pressed
    },
    async press(key, times = 1) {
      for (let n = 0; n < times; n += 1) await page.keyboard.press(key)
      pressed += times
    },
    async type(text) {
      await page.keyboard.type(text)
      pressed += [...text].length
    },
  }
}
