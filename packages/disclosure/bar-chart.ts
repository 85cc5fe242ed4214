/** Lengths in the units of the drawing's view box; leave them out for the usual look. */
export type BarChartAsked = {
  readonly rows: readonly { readonly label: string; readonly value: number }[]
  /** What a person who cannot see the drawing is told: title and figures. */
  readonly ariaLabel: string
  readonly width?: number
  readonly labelWidth?: number
  readonly barHeight?: number
  readonly gap?: number
}

/** Where everything goes; `textY` is the base line of label and value, `valueX` where the figure begins. */
export type BarChart = {
  readonly ariaLabel: string
  readonly width: number
  readonly height: number
  readonly bars: readonly Bar[]
  readonly ticks: readonly { readonly value: number; readonly x: number }[]
}

/** One bar with its label to the left and its figure to the right. */
export type Bar = {
  readonly label: string
  readonly value: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly textY: number
  readonly valueX: number
}

/** The geometry of a chart of horizontal bars that begin at 0, with ticks at round numbers; a page draws it as SVG. */
export function barChart({ rows, ariaLabel, width = 640, labelWidth = 110, barHeight = 26, gap = 22 }: BarChartAsked): BarChart {
  if (rows.some(({ value }) => !(value >= 0 && value < Infinity))) throw new RangeError('a bar needs a value from 0')
  const valueWidth = 90
  const room = Math.max(0, width - labelWidth - valueWidth)
  const values = tickValues(Math.max(0, ...rows.map(({ value }) => value)))
  const top = values.at(-1) ?? 1
  const long = (value: number): number => tenth((value / top) * room)
  const bars = rows.map(({ label, value }, index) => {
    const y = 20 + index * (barHeight + gap)
    const valueX = tenth(labelWidth + long(value) + 8)
    return { label, value, x: labelWidth, y, width: long(value), height: barHeight, textY: tenth(y + barHeight * 0.72), valueX }
  })
  const ticks = values.map((value) => ({ value, x: tenth(labelWidth + long(value)) }))
  return { ariaLabel, width, height: 40 + rows.length * (barHeight + gap) - (rows.length > 0 ? gap : 0), bars, ticks }
}

/** Whole numbers from 0 up to at least `most`, in steps of 1, 2 or 5 times a power of ten, about five of them. */
function tickValues(most: number): readonly number[] {
  if (most === 0) return [0, 1]
  const rough = most / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 5, 10].map((times) => times * power).find((size) => size >= rough) ?? 10 * power)
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step)
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}
