/** In words for the person at the keyboard; what the system says stands behind. */
export function whatWentWrong(error: unknown): string {
  if (!(error instanceof Error)) return 'Convive could not start.'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === 'EADDRINUSE')
    return `Another program already answers on this port. Choose another one: PORT=3001 npm start (${error.message})`
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR')
    return `Convive may not write here. Give it a folder of its own: CONVIVE_HOME=/a/folder npm start (${error.message})`
  if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'EAI_AGAIN'].includes(code))
    return `No PostgreSQL answers. Start it, or correct DATABASE_URL and DATABASE_OWNER_URL (${error.message})`
  if (code === '28P01' || code === '28000' || code === '3D000')
    return `PostgreSQL does not let Convive in. Look at role, password and database in DATABASE_URL and DATABASE_OWNER_URL, and at docs/operations/install.md (${error.message})`
  return error.message
}
