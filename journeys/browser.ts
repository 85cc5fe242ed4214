import chromiumPackage from '@sparticuz/chromium'
import { chromium, type Browser } from 'playwright-core'

/** A real Chromium that came with the packages; nothing is downloaded and no address outside this machine is asked for. */
export async function openBrowser(): Promise<Browser> {
  const quiet = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
    '--no-sandbox',
  ]
  return chromium.launch({
    executablePath: await chromiumPackage.executablePath(),
    args: [...chromiumPackage.args.filter((one) => one !== '--single-process' && !one.startsWith('--headless')), ...quiet],
    headless: true,
  })
}
