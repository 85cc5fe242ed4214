/** A published file in the shape its door gives it; verification itself judges every value again. */
export function parsePublished<Shape>(read: unknown): Shape {
  if (read === null || typeof read !== 'object') throw new Error('This file does not hold published keys or a status list.')
  return read as Shape
}
