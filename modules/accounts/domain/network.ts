/**
 * The network an address belongs to, by which tries and requests are counted: an IPv4 address alone, an IPv6 address with
 * everybody in its first 64 bits, because whoever has one of these addresses has them all (RFC 4291 §2.5.1, RFC 6177 §2).
 */
export function networkOf(address: string): string {
  const [bare = ''] = address.toLowerCase().split('%')
  const embedded = /^(?:0*:)*:?ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1]
  if (embedded !== undefined) return embedded
  if (!bare.includes(':')) return bare
  const [before = '', after] = bare.split('::')
  const head = groupsOf(before)
  const tail = groupsOf(after ?? '')
  const zeros: readonly string[] =
    after === undefined ? [] : Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0')
  const first = [...head, ...zeros, ...tail].slice(0, 4)
  return `${first.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`
}

function groupsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(':')
}
