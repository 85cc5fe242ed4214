/** Counts and times the steps of the tour; a step that fails is told with its reason and the tour goes on where it can. */
export type Steps = {
  step(name: string, work: () => Promise<void>): Promise<boolean>
  /** A line of its own between the steps. */
  say(line: string): void
  readonly passed: number
  readonly failed: number
}

export function countSteps(say: (line: string) => void): Steps {
  const counted = { passed: 0, failed: 0 }
  return {
    say,
    get passed() {
      return counted.passed
    },
    get failed() {
      return counted.failed
    },
    async step(name, work) {
      const from = performance.now()
      try {
        await work()
        counted.passed += 1
        say(`✓ ${name} (${Math.round(performance.now() - from)} ms)`)
        return true
      } catch (error) {
        counted.failed += 1
        say(
          `✕ ${name} (${Math.round(performance.now() - from)} ms)\n  ${error instanceof Error ? error.message.split('\n').slice(0, 6).join('\n  ') : 'unknown'}`,
        )
        return false
      }
    },
  }
}

/** A condition of the tour, with a sentence for when it does not hold. */
export function hold(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new Error(otherwise)
}
