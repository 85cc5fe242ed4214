// React decides at import which of its two builds it is; without this the slow one would render every page.
process.env['NODE_ENV'] ??= 'production'
