/** What a migration does to tables, read from its SQL: enough for the rules, no more. */
export type Schema = {
  readonly tables: readonly Table[]
  /** Names of tables, `registry.person`, by what was done to them. */
  readonly enabled: ReadonlySet<string>
  readonly forced: ReadonlySet<string>
  readonly maintained: ReadonlySet<string>
}

export type Table = {
  readonly name: string
  readonly columns: readonly string[]
  readonly key: readonly string[]
}

export function readSchema(text: string): Schema {
  const statements = statementsIn(text)
  return {
    tables: statements.flatMap(tableIn),
    enabled: tablesIn(statements, /^alter table (?:only )?(\S+) enable row level security/),
    forced: tablesIn(statements, /^alter table (?:only )?(\S+) force row level security/),
    maintained: tablesIn(statements, /^create policy maintenance on (\S+) to convive_owner/),
  }
}

/** Statements without comments, in single blanks and lower case; a loop over names in a `do` block is written out. */
function statementsIn(text: string): readonly string[] {
  return split(text).flatMap((statement) => (/^do\b/.test(statement) ? unrolled(statement) : [statement]))
}

const token = /--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|'(?:[^']|'')*'|"[^"]*"|;|\s+|[^\s;'"$/-]+|[\s\S]/g

function split(text: string): readonly string[] {
  const statements = ['']
  for (const [piece] of text.matchAll(token)) {
    if (piece.startsWith('--') || piece.startsWith('/*')) continue
    const last = statements.length - 1
    if (piece === ';') statements.push('')
    else statements[last] += /^\s+$/.test(piece) ? ' ' : /^['$"]/.test(piece) ? piece : piece.toLowerCase()
  }
  return statements.map((statement) => statement.replaceAll(/ +/g, ' ').trim()).filter((statement) => statement !== '')
}

/** `foreach name in array array['a', 'b'] loop execute format('alter table s.%I …', name)` → one statement per name. */
function unrolled(block: string): readonly string[] {
  const loops = block.split(/\bforeach\b/).slice(1)
  return loops.flatMap((loop) => {
    const names = Array.from(/array\s*\[([^\]]*)\]/.exec(loop)?.[1]?.matchAll(/'([^']*)'/g) ?? [], (match) => match[1] ?? '')
    const formats = Array.from(loop.matchAll(/format\(\s*'((?:[^']|'')*)'/g), (match) => match[1] ?? '')
    return names.flatMap((name) =>
      formats.map((format) => format.replaceAll(/%[Is](?![\s\S]*%I)/g, name).replaceAll(/%\d?\$?[Is]/g, name)),
    )
  })
}

function tablesIn(statements: readonly string[], shape: RegExp): ReadonlySet<string> {
  return new Set(statements.flatMap((statement) => shape.exec(statement)?.[1] ?? []))
}

function tableIn(statement: string): readonly Table[] {
  const head = /^create (?:unlogged )?table (?:if not exists )?([\w.]+) ?\(/.exec(statement)
  if (head?.[1] === undefined) return []
  const parts = topLevel(statement.slice(head[0].length))
  const isConstraint = (part: string): boolean => /^(primary key|unique|constraint|check|foreign|exclude|like)\b/.test(part)
  const columns = parts.filter((part) => !isConstraint(part)).map((part) => part.split(' ')[0] ?? '')
  const inline = parts.find((part) => !isConstraint(part) && /\bprimary key\b/.test(part))?.split(' ')[0]
  const apart = parts.map((part) => /primary key ?\(([^)]*)\)/.exec(part)?.[1]).find((list) => list !== undefined)
  const key = inline === undefined ? (apart ?? '').split(',').map((name) => name.trim()) : [inline]
  return [{ name: head[1], columns, key: key.filter((name) => name !== '') }]
}

/** Splits at commas outside brackets, up to the bracket that closes the table. */
function topLevel(text: string): readonly string[] {
  const parts = ['']
  let depth = 0
  for (const sign of text) {
    if (sign === '(') depth += 1
    if (sign === ')') depth -= 1
    if (depth < 0) break
    if (sign === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += sign
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}
