import type { Installation } from './installation.ts'

/** Whoever asks at a page or by the API for what a job does does not wait for its next look. */
export function wakingJobs(installation: Installation, jobs: Readonly<Record<string, { wake(): void }>>): Installation {
  const { dispatcher } = installation
  return {
    ...installation,
    dispatcher: {
      ...dispatcher,
      async dispatch(name, input, ask) {
        const answer = await dispatcher.dispatch(name, input, ask)
        if (answer.ok) jobs[name]?.wake()
        return answer
      },
    },
  }
}
