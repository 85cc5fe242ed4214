/** One page of a room: its path under `/:locale/` and its file in the room's `pages/`. */
export type PageRoute = { readonly path: string; readonly file: string; /** When two paths share a file. */ readonly id?: string }
