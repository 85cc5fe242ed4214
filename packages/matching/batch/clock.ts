/** How far a run is: the stage that just ended, and for how many seconds more it will go on, once that can be told. */
export type Step = { readonly stage: string; readonly kept: boolean; readonly left: number | undefined }

export type Clock = {
  /** Ends a stage, which took the time since the one before it; `keep` writes it down before anybody is told. */
  end(stage: string, keep?: () => void): void
  /** Takes stages as done, with the seconds they took in the run that was stopped. */
  resume(seconds: Readonly<Record<string, number>>): void
  /** Of how many records and candidates the run is, as far as it is known. */
  size(of: Partial<Size>): void
  seconds(): Readonly<Record<string, number>>
}

type Size = { readonly records: number; readonly candidates: number }

/**
 * What stages cost, in parts of a second on some machine: for a thousand records and for a thousand candidates, measured on 20,000 and 1,000,000
 * made-up records. Only how they compare matters: how fast this machine is comes from the stages that are done.
 */
const costs: Readonly<Record<string, { readonly records: number; readonly candidates: number; readonly once: number }>> = {
  read: { records: 0.001, candidates: 0, once: 0.05 },
  fold: { records: 0.005, candidates: 0, once: 0.2 },
  plan: { records: 0.002, candidates: 0, once: 0.4 },
  candidates: { records: 0.001, candidates: 0.0002, once: 0.2 },
  compare: { records: 0, candidates: 0.0022, once: 0.3 },
  learn: { records: 0, candidates: 0.0003, once: 4 },
  score: { records: 0.004, candidates: 0.0013, once: 0.5 },
  cluster: { records: 0.001, candidates: 0, once: 0.3 },
  report: { records: 0.001, candidates: 0.0002, once: 1 },
}
/** Candidates a record, until they are counted. */
const candidatesOfRecord = 12

/** `now` in milliseconds. */
export function openClock(told: (step: Step) => void, now: () => number): Clock {
  const seconds: Record<string, number> = {}
  let began = now()
  let size: Partial<Size> = {}
  const tell = (stage: string, kept: boolean): void => told({ stage, kept, left: secondsLeft(seconds, size) })
  return {
    end(stage, keep) {
      const at = now()
      seconds[stage] = (at - began) / 1000
      began = at
      keep?.()
      tell(stage, false)
    },
    resume(of) {
      for (const [stage, took] of Object.entries(of)) {
        seconds[stage] = took
        tell(stage, true)
      }
      began = now()
    },
    size(of) {
      size = { ...size, ...of }
    },
    seconds: () => ({ ...seconds }),
  }
}

/** By the stages that are done, each against what it was expected to cost; nothing while nobody knows how many records there are. */
export function secondsLeft(seconds: Readonly<Record<string, number>>, of: Partial<Size>): number | undefined {
  const { records } = of
  if (records === undefined) return undefined
  const candidates = of.candidates ?? candidatesOfRecord * records
  let [took, expected, left] = [0, 0, 0]
  for (const [stage, cost] of Object.entries(costs)) {
    const own = cost.once + (cost.records * records + cost.candidates * candidates) / 1000
    const done = seconds[stage]
    if (done === undefined) left += own
    else [took, expected] = [took + done, expected + own]
  }
  return expected === 0 ? undefined : (left * took) / expected
}
