import { contextOf, numberOf, readDate, readDateTime, readDuration, readTime, type Value } from '@convive/feel'
import { child, children, type XmlNode } from '../xml-tree.ts'

/** What a file of cases writes as a value: simple, a list of items, or a context of components. */
export function valueIn(node: XmlNode | undefined): Value {
  if (node === undefined) return null
  const list = child(node, 'list')
  if (list !== undefined) return list.attributes['nil'] === 'true' ? null : children(list, 'item').map(valueIn)
  const components = children(node, 'component')
  if (components.length > 0)
    return contextOf(
      components.map((one) => [one.attributes['name'] ?? '', one.attributes['nil'] === 'true' ? null : valueIn(one)]),
    )
  const value = child(node, 'value')
  return value === undefined || value.attributes['nil'] === 'true' ? null : simple(value)
}

function simple({ attributes, text }: XmlNode): Value {
  const written = text.trim()
  switch ((attributes['type'] ?? '').replace(/^.*:/, '')) {
    case 'decimal':
    case 'double':
    case 'integer':
      return /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,6})?$/.test(written) ? numberOf(written) : null
    case 'boolean':
      return written === 'true' || written === '1'
    case 'date':
      return readDate(written) ?? null
    case 'time':
      return readTime(written) ?? null
    case 'dateTime':
      return readDateTime(written) ?? null
    case 'duration':
      return readDuration(written) ?? null
    default:
      return text
  }
}
