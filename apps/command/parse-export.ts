import type { Words } from '@convive/kernel'

export function parseMembers(body: unknown): { readonly members: readonly { readonly personId: string }[] } {
  return body as { members: { personId: string }[] }
}

export function parseExportId(body: unknown): { readonly exportId: string } {
  return body as { exportId: string }
}

/** What the server says of an exported form; only what is shown here. */
export type Exported = {
  readonly name: string
  readonly file: string
  readonly persons: readonly {
    readonly name: string
    readonly left: readonly { readonly label: Words; readonly why: string }[]
  }[]
  readonly open: readonly string[]
}

export function parseExported(body: unknown): Exported {
  return body as Exported
}
