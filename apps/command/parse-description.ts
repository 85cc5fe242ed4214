/** What one field takes, as JSON Schema says it; only the words that the descriptions of commands use. */
export type FieldSchema = {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly items?: FieldSchema
  readonly properties?: Readonly<Record<string, FieldSchema>>
  readonly required?: readonly string[]
  readonly anyOf?: readonly FieldSchema[]
}

/** A command or a query of the running server. `open`: it may be called without a token. */
export type Operation = {
  readonly name: string
  readonly about: string
  readonly who: string
  readonly open: boolean
  readonly input: FieldSchema
}

type Described = {
  readonly paths?: Readonly<Record<string, { readonly post?: Post }>>
}
type Post = {
  readonly summary?: string
  readonly description?: string
  readonly security?: readonly object[]
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: FieldSchema }>> }
}

/** The server's OpenAPI description; undefined when this is something else. */
export function parseDescription(read: unknown): readonly Operation[] | undefined {
  const { paths } = (read ?? {}) as Described
  if (paths === undefined || paths === null) return undefined
  return Object.entries(paths).flatMap(([path, { post }]) => {
    if (post === undefined || !path.startsWith('/api/')) return []
    return {
      name: path.slice('/api/'.length),
      about: post.summary ?? '',
      who: post.description ?? '',
      open: (post.security ?? []).some((one) => Object.keys(one).length === 0),
      input: post.requestBody?.content?.['application/json']?.schema ?? {},
    }
  })
}
