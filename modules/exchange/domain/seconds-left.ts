/** At the speed so far; nothing while too little is done to tell. */
export function secondsLeft(one: {
  readonly rows: number
  readonly rowsDone: number
  readonly startedRows: number
  readonly worked: number | null
}): number | undefined {
  const done = one.rowsDone - one.startedRows
  if (one.worked === null || done < 20 || one.worked < 1) return undefined
  return Math.max(0, Math.round(((one.rows - one.rowsDone) * one.worked) / done))
}
