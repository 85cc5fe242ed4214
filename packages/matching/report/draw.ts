/** Text that may stand in a page. */
export function safe(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

export type Bar = { readonly label: string; readonly value: number; readonly said: string }

/** Bars from a common zero, to the left where they are negative; each with its words beside it, so that nothing is told by colour alone. */
export function bars(rows: readonly Bar[], title: string): string {
  const most = Math.max(1e-9, ...rows.map(({ value }) => Math.abs(value)))
  const isSigned = rows.some(({ value }) => value < 0)
  const [zero, width, high] = [isSigned ? 150 : 0, isSigned ? 150 : 300, 18]
  const drawn = rows.map(({ label, value, said }, at) => {
    const long = (Math.abs(value) / most) * width
    const x = value < 0 ? zero - long : zero
    return (
      `<text x="0" y="${at * high + 13}">${safe(label)}</text>` +
      `<rect x="${(260 + x).toFixed(1)}" y="${at * high + 3}" width="${long.toFixed(1)}" height="${high - 6}" class="${value < 0 ? 'against' : 'for'}"/>` +
      `<text x="570" y="${at * high + 13}">${safe(said)}</text>`
    )
  })
  return `<figure><svg viewBox="0 0 660 ${rows.length * high + 4}" role="img" aria-label="${safe(title)}">${drawn.join('')}</svg></figure>`
}

/** A waterfall: each step begins where the one before it ended; the last is where they all lead. */
export function steps(
  rows: readonly { readonly label: string; readonly bits: number }[],
  { title, together }: { readonly title: string; readonly together: string },
): string {
  const ends: number[] = []
  for (const { bits } of rows) ends.push((ends.at(-1) ?? 0) + bits)
  const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)]
  const x = (bits: number): number => 300 + ((bits - least) / Math.max(1e-9, most - least)) * 290
  const high = 18
  const bar = (label: string, from: number, to: number, at: number): string =>
    `<text x="0" y="${at * high + 13}">${safe(label)}</text>` +
    `<rect x="${x(Math.min(from, to)).toFixed(1)}" y="${at * high + 3}" width="${Math.max(1, x(Math.max(from, to)) - x(Math.min(from, to))).toFixed(1)}" height="${high - 6}" class="${to < from ? 'against' : 'for'}"/>` +
    `<text x="600" y="${at * high + 13}">${(to - from).toFixed(1)}</text>`
  const drawn = rows.map(({ label }, at) => bar(label, ends[at - 1] ?? 0, ends[at] ?? 0, at))
  const zero = `<line class="zero" x1="${x(0).toFixed(1)}" x2="${x(0).toFixed(1)}" y1="0" y2="${(rows.length + 1) * high}"/>`
  return `<figure><svg viewBox="0 0 660 ${(rows.length + 1) * high + 4}" role="img" aria-label="${safe(title)}">${zero}${drawn.join('')}${bar(together, 0, ends.at(-1) ?? 0, rows.length)}</svg></figure>`
}

/** Lines over the same steps, each scaled to its own largest value, which stands beside its name. */
export function curve(
  steps: readonly number[],
  lines: readonly { readonly name: string; readonly values: readonly number[]; readonly kind: string }[],
  title: string,
): string {
  const x = (at: number): string => (40 + (at / Math.max(1, steps.length - 1)) * 560).toFixed(1)
  const drawn = lines.map(({ values, kind }) => {
    const most = Math.max(1e-9, ...values)
    return `<polyline class="${kind}" points="${values.map((value, at) => `${x(at)},${(150 - (value / most) * 130).toFixed(1)}`).join(' ')}"/>`
  })
  const ticks = steps.map((step, at) => `<text x="${x(at)}" y="168" text-anchor="middle">${step}</text>`)
  const legend = lines.map(
    ({ name, kind, values }, at) =>
      `<line class="${kind}" x1="${40 + at * 200}" x2="${64 + at * 200}" y1="184" y2="184"/><text x="${70 + at * 200}" y="188">${safe(name)} (≤ ${Math.round(Math.max(...values))})</text>`,
  )
  return `<figure><svg viewBox="0 0 640 196" role="img" aria-label="${safe(title)}">${drawn.join('')}${ticks.join('')}${legend.join('')}</svg></figure>`
}

/** Records on a circle, joined where they are alike; the surer, the thicker. */
export function ring(
  ids: readonly string[],
  edges: readonly { readonly a: number; readonly b: number; readonly p: number }[],
): string {
  const at = (index: number): readonly [number, number] => {
    const turn = (2 * Math.PI * index) / Math.max(1, ids.length) - Math.PI / 2
    return [110 + 70 * Math.cos(turn), 100 + 70 * Math.sin(turn)]
  }
  const lines = edges.map(({ a, b, p }) => {
    const [[x1, y1], [x2, y2]] = [at(a), at(b)]
    return `<line class="for" x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" stroke-width="${(0.5 + 2.5 * p).toFixed(1)}"><title>${p.toFixed(3)}</title></line>`
  })
  const nodes = ids.map((id, index) => {
    const [x, y] = at(index)
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="4"><title>${safe(id)}</title></circle>`
  })
  return `<svg viewBox="0 0 220 200" role="img" aria-label="${safe(ids.slice(0, 8).join(', '))}">${lines.join('')}${nodes.join('')}</svg>`
}

export function table(head: readonly string[], rows: readonly (readonly string[])[], caption: string): string {
  const cells = (row: readonly string[]): string =>
    row.map((cell, at) => (at === 0 ? `<th scope="row">${safe(cell)}</th>` : `<td>${safe(cell)}</td>`)).join('')
  return (
    `<div class="wide"><table><caption>${safe(caption)}</caption><thead><tr>${head.map((one) => `<th scope="col">${safe(one)}</th>`).join('')}</tr></thead>` +
    `<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table></div>`
  )
}
