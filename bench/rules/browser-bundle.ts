import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

/** Bytes that a browser loads for `packages/rules/browser.ts`, minified and packed by gzip, and whether the reader of FEEL came with it. */
export async function browserBundle(): Promise<{ readonly bytes: number; readonly reader: boolean }> {
  const built = await build({
    root: join(import.meta.dirname, '../..'),
    logLevel: 'silent',
    configFile: false,
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: { entry: 'packages/rules/browser.ts', formats: ['es'], fileName: 'rules' },
    },
  })
  const outputs = Array.isArray(built) ? built : [built]
  const chunks = outputs.flatMap((one) => ('output' in one ? one.output : [])).filter((one) => one.type === 'chunk')
  const files = chunks.flatMap((chunk) => chunk.moduleIds)
  return {
    bytes: chunks.reduce((sum, chunk) => sum + gzipSync(chunk.code).length, 0),
    reader: files.some((file) => /packages\/feel\/|lezer|check-expression|decimal\.js/.test(file)),
  }
}
