/** Law is the same for everybody: a browser may keep it for five minutes. The server takes this back for whoever has signed in. */
export function publicFor(): Readonly<Record<string, string>> {
  return { 'cache-control': 'public, max-age=300', vary: 'cookie' }
}
