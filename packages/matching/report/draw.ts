/** Text that may stand in a page. */
export function safe(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** Bits with one place; nothing is never “-0.0”. */
export function bitsText(bits: number): string {
  const text = bits.toFixed(1)
  return text === '-0.0' ? '0.0' : text
}

export type Bar = { readonly label: string; readonly value: number; readonly said: string }

/** Bars from a common zero, to the left where they are negative; each with its words beside it, so that nothing is told by colour alone. */
export function bars(rows: readonly Bar[], title: string): string {
  const [least, most] = [Math.min(0, ...rows.map(({ value }) => value)), Math.max(0, ...rows.map(({ value }) => value))]
  return rowsOf(
    rows.map(({ label, value, said }) => ({ label, said, from: 0, to: value })),
    { title, least, most },
  )
}

/** A waterfall: each step begins where the one before it ended; the last is where they all lead. */
export function steps(
  rows: readonly { readonly label: string; readonly bits: number }[],
  { title, together }: { readonly title: string; readonly together: string },
): string {
  const ends: number[] = []
  for (const { bits } of rows) ends.push((ends.at(-1) ?? 0) + bits)
  const last = ends.at(-1) ?? 0
  return rowsOf(
    [
      ...rows.map(({ label, bits }, at) => ({ label, said: bitsText(bits), from: ends[at - 1] ?? 0, to: ends[at] ?? 0 })),
      { label: together, said: bitsText(last), from: 0, to: last },
    ],
    { title, least: Math.min(0, ...ends), most: Math.max(0, ...ends) },
  )
}

type Row = { readonly label: string; readonly said: string; readonly from: number; readonly to: number }

/** A list, so that it reads in order aloud and breaks into two lines on a narrow screen. */
function rowsOf(
  rows: readonly Row[],
  { title, least, most }: { readonly title: string; readonly least: number; readonly most: number },
): string {
  const place = (value: number): number => (100 * (value - least)) / Math.max(1e-9, most - least)
  const items = rows.map(({ label, said, from, to }) => {
    const [left, right] = [place(Math.min(from, to)), place(Math.max(from, to))]
    return (
      `<li><span>${safe(label)}</span><span class="track" aria-hidden="true"><i class="zero" style="left:${place(0).toFixed(1)}%"></i>` +
      `<i class="${to < from ? 'against' : 'for'}" style="left:${left.toFixed(1)}%;width:${Math.max(0.5, right - left).toFixed(1)}%"></i></span><span class="said">${safe(said)}</span></li>`
    )
  })
  return `<ul class="bars" aria-label="${safe(title)}">${items.join('')}</ul>`
}

export type Line = {
  readonly name: string
  readonly values: readonly number[]
  readonly kind: string
  /** Between which values it may lie. */
  readonly range?: readonly { readonly low: number; readonly high: number }[]
}

/** Lines over the same steps, each scaled to its own largest value, which stands beside its name; the range pale behind it. */
export function curve(at: readonly number[], lines: readonly Line[], title: string): string {
  const x = (index: number): string => (12 + (index / Math.max(1, at.length - 1)) * 376).toFixed(1)
  const most = lines.map(({ values, range = [] }) => Math.max(0.5, ...values, ...range.map(({ high }) => high)))
  const y = (value: number, line: number): string => (150 - (value / (most[line] ?? 1)) * 140).toFixed(1)
  const bands = lines.map(({ range, kind }, line) => {
    if (range === undefined) return ''
    const above = range.map(({ high }, index) => `${x(index)},${y(high, line)}`)
    const below = range.map(({ low }, index) => `${x(index)},${y(low, line)}`).toReversed()
    return `<polygon class="band ${kind}" points="${[...above, ...below].join(' ')}"/>`
  })
  const drawn = lines.map(
    ({ values, kind }, line) =>
      `<polyline class="${kind}" points="${values.map((value, index) => `${x(index)},${y(value, line)}`).join(' ')}"/>`,
  )
  const ticks = at.map((step, index) => {
    const isEdge = index === 0 ? 'start' : index === at.length - 1 ? 'end' : 'middle'
    // Two rows, so that the narrow steps near 1 do not run into each other.
    return `<text x="${x(index)}" y="${index % 2 === 0 ? 166 : 180}" text-anchor="${isEdge}">${step}</text>`
  })
  const legend = lines.map(
    ({ name, kind, values }) =>
      `<li><svg viewBox="0 0 24 10" aria-hidden="true"><polyline class="${kind}" points="0,5 24,5"/></svg> ${safe(name)} (≤ ${largest(values)})</li>`,
  )
  return `<figure><svg viewBox="0 0 400 186" role="img" aria-label="${safe(title)}">${bands.join('')}${drawn.join('')}${ticks.join('')}</svg><ul class="legend">${legend.join('')}</ul></figure>`
}

function largest(values: readonly number[]): string {
  const most = Math.max(0, ...values)
  return most >= 10 ? String(Math.round(most)) : most.toFixed(2)
}

type Linked = { readonly a: number; readonly b: number; readonly p: number }

/** Records on a circle, by number as in the list below, joined where they are alike: the surer, the thicker; broken where less likely than not. */
export function ring(ids: readonly string[], edges: readonly Linked[]): string {
  const at = (index: number, far: number): readonly [string, string] => {
    const turn = (2 * Math.PI * index) / Math.max(1, ids.length) - Math.PI / 2
    return [(120 + far * Math.cos(turn)).toFixed(1), (120 + far * Math.sin(turn)).toFixed(1)]
  }
  const lines = edges.map(({ a, b, p }) => {
    const [[x1, y1], [x2, y2]] = [at(a, 92), at(b, 92)]
    return `<line class="for" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke-width="${(0.5 + 2.5 * p).toFixed(1)}"${p < 0.5 ? ' stroke-dasharray="3 3"' : ''}><title>${p.toFixed(3)}</title></line>`
  })
  const nodes = ids.map((id, index) => {
    const [[x, y], [tx, ty]] = [at(index, 92), at(index, 108)]
    return `<circle cx="${x}" cy="${y}" r="4"><title>${safe(id)}</title></circle><text x="${tx}" y="${ty}" dy="4" text-anchor="middle">${index + 1}</text>`
  })
  return `<svg viewBox="0 0 240 240" role="img" aria-label="${safe(ids.slice(0, 8).join(', '))}">${lines.join('')}${nodes.join('')}</svg>`
}

/** Every record against every other in a square, where lines between so many would be one spot: the surer, the darker; a cross where less likely than not. */
export function grid(ids: readonly string[], edges: readonly Linked[]): string {
  const cell = 220 / Math.max(1, ids.length)
  const place = (index: number): string => (20 + index * cell).toFixed(2)
  const middle = (index: number): string => (20 + (index + 0.5) * cell).toFixed(2)
  const size = (cell * 0.92).toFixed(2)
  const cells = edges.flatMap(({ a, b, p }) =>
    [
      [a, b],
      [b, a],
    ].map(([row = 0, column = 0]) => {
      const title = `<title>${row + 1} · ${column + 1}: ${p.toFixed(3)}</title>`
      return p < 0.5
        ? `<text class="cross" x="${middle(column)}" y="${middle(row)}" font-size="${size}" dy=".35em" text-anchor="middle">×${title}</text>`
        : `<rect class="cell" x="${place(column)}" y="${place(row)}" width="${size}" height="${size}" opacity="${(0.25 + 1.5 * (p - 0.5)).toFixed(2)}">${title}</rect>`
    }),
  )
  const step = ids.length > 20 ? 5 : 1
  const numbers = ids.flatMap((_, index) =>
    index === 0 || (index + 1) % step === 0
      ? [
          `<text x="16" y="${middle(index)}" dy=".35em" text-anchor="end">${index + 1}</text><text x="${middle(index)}" y="14" text-anchor="middle">${index + 1}</text>`,
        ]
      : [],
  )
  return `<svg viewBox="0 0 244 244" role="img" aria-label="${safe(ids.slice(0, 8).join(', '))}"><rect class="paper" x="20" y="20" width="220" height="220"/>${cells.join('')}${numbers.join('')}</svg>`
}

/** `isNamed`: a heading above says the same as the caption, which is then only read aloud. `isNumbered`: rows begin with a short number. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  {
    caption,
    isNamed = false,
    isNumbered = false,
  }: { readonly caption: string; readonly isNamed?: boolean; readonly isNumbered?: boolean },
): string {
  const cells = (row: readonly string[]): string =>
    row.map((cell, at) => (at === 0 ? `<th scope="row">${safe(cell)}</th>` : `<td>${safe(cell)}</td>`)).join('')
  return (
    `<div class="wide" role="region" tabindex="0" aria-label="${safe(caption)}"><table${isNumbered ? ' class="numbered"' : ''}><caption${isNamed ? ' class="aloud"' : ''}>${safe(caption)}</caption><thead><tr>${head.map((one) => `<th scope="col">${safe(one)}</th>`).join('')}</tr></thead>` +
    `<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table></div>`
  )
}
