/** The least double above a finite number: between a number and its neighbour lies no other fact. */
export function nextUp(value: number): number {
  if (value === 0) return Number.MIN_VALUE
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 ? 1n : -1n))
  return view.getFloat64(0)
}

export function nextDown(value: number): number {
  return 0 - nextUp(0 - value)
}
