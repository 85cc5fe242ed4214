/** Jaro–Winkler similarity of two folded texts, 0 to 1 (Jaro 1989; Winkler 1990). */
export function jaroWinkler(a: string, b: string): number {
  const jaro = jaroOf(a, b)
  if (jaro <= 0.7) return jaro
  let prefix = 0
  while (prefix < 4 && prefix < a.length && prefix < b.length && a[prefix] === b[prefix]) prefix += 1
  return jaro + prefix * 0.1 * (1 - jaro)
}

function jaroOf(a: string, b: string): number {
  // Two empty texts too, as DuckDB has it.
  if (a.length === 0 || b.length === 0) return 0
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const [inA, inB] = [new Uint8Array(a.length), new Uint8Array(b.length)]
  let common = 0
  for (let i = 0; i < a.length; i += 1) {
    const to = Math.min(b.length - 1, i + reach)
    for (let j = Math.max(0, i - reach); j <= to; j += 1) {
      if (inB[j] === 1 || a[i] !== b[j]) continue
      inA[i] = 1
      inB[j] = 1
      common += 1
      break
    }
  }
  if (common === 0) return 0
  let [out, j] = [0, 0]
  for (let i = 0; i < a.length; i += 1) {
    if (inA[i] === 0) continue
    while (inB[j] === 0) j += 1
    if (a[i] !== b[j]) out += 1
    j += 1
  }
  // Half of those out of place, rounded down, as the common implementations count.
  const swapped = Math.floor(out / 2)
  return (common / a.length + common / b.length + (common - swapped) / common) / 3
}

/** Damerau–Levenshtein distance without restriction (Lowrance & Wagner 1975). */
export function damerauLevenshtein(a: string, b: string): number {
  const [rows, columns] = [a.length + 2, b.length + 2]
  const most = a.length + b.length
  const table = new Int32Array(rows * columns)
  const at = (i: number, j: number): number => table[i * columns + j] ?? 0
  table[0] = most
  for (let i = 0; i <= a.length; i += 1) {
    table[(i + 1) * columns] = most
    table[(i + 1) * columns + 1] = i
  }
  for (let j = 0; j <= b.length; j += 1) {
    table[j + 1] = most
    table[columns + j + 1] = j
  }
  const last = new Map<string, number>()
  for (let i = 1; i <= a.length; i += 1) {
    let match = 0
    for (let j = 1; j <= b.length; j += 1) {
      const [k, l] = [last.get(b[j - 1] ?? '') ?? 0, match]
      const same = a[i - 1] === b[j - 1]
      if (same) match = j
      table[(i + 1) * columns + j + 1] = Math.min(
        at(i, j) + (same ? 0 : 1),
        at(i + 1, j) + 1,
        at(i, j + 1) + 1,
        at(k, l) + (i - k - 1) + 1 + (j - l - 1),
      )
    }
    last.set(a[i - 1] ?? '', i)
  }
  return at(a.length + 1, b.length + 1)
}

/** In how many places two texts of one length differ. */
export function hamming(a: string, b: string): number {
  let apart = 0
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) apart += 1
  return apart
}

/** Whether the Damerau–Levenshtein distance of two different texts is one: a letter more, less, other, or two neighbours swapped. */
export function oneEditApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && a[start] === b[start]) start += 1
  let end = 0
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  const [left, right] = [a.length - start - end, b.length - start - end]
  if (left <= 1 && right <= 1) return true
  return left === 2 && right === 2 && a[start] === b[start + 1] && a[start + 1] === b[start]
}
