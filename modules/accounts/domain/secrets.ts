import { refuse, ok, type Result } from '@convive/kernel'

/** Words that open every list of leaked passwords, and the product's own name. Compared without digits and signs. */
const common = [
  'password',
  'contrasena',
  'senha',
  'qwerty',
  'motdepasse',
  'administrador',
  'administrator',
  'convive',
  'bienvenido',
  'letmein',
  'iloveyou',
]

/** NIST SP 800-63B §5.1.1: length counts, composition does not. Spaces inside are allowed. */
export function judgePassword(password: string, { name }: { readonly name: string }): Result<string> {
  const plain = password.normalize('NFKC')
  if ([...plain].length < 12) return refuse({ code: 'accounts/password-too-short', at: 'password' })
  const bare = plain
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z]/gu, '')
  const guessable = common.includes(bare) || new Set(plain).size < 5 || plain.toLowerCase().includes(name.toLowerCase())
  return guessable ? refuse({ code: 'accounts/password-too-common', at: 'password' }) : ok(plain)
}

/** A PIN of six digits that is neither a run, nor a repetition, nor a day as people write one. */
export function judgePin(pin: string): Result<string> {
  if (!/^\d{6}$/.test(pin)) return refuse({ code: 'accounts/pin-shape', at: 'pin' })
  const steps = new Set([...pin].slice(1).map((digit, at) => (Number(digit) - Number(pin.charAt(at)) + 10) % 10))
  const halves = pin.slice(0, 3) === pin.slice(3) || /^(..)\1\1$/.test(pin)
  return steps.size === 1 || halves || isDay(pin) ? refuse({ code: 'accounts/pin-too-easy', at: 'pin' }) : ok(pin)
}

/** Day, month and year in two digits each, in the three orders people use; or a month beside a whole year (051987). */
function isDay(pin: string): boolean {
  const [a = 0, b = 0, c = 0] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4)].map(Number)
  const isDayOf = (day: number, month: number): boolean =>
    month >= 1 && month <= 12 && day >= 1 && day <= (longest[month - 1] ?? 0)
  const wholeYear = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])$|^(?:0[1-9]|1[0-2])(?:19|20)\d{2}$/.test(pin)
  return isDayOf(a, b) || isDayOf(b, a) || isDayOf(c, b) || wholeYear
}

/** Days of each month in its longest year: the century of two digits is not known. */
const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** How sign-in slows down. Failures are counted per account and source within an hour. */
export const throttle = {
  windowMinutes: 60,
  /** From one address or device against one account. */
  mostFromHere: 8,
  /** From everywhere against one account: strangers stop here, a device that has signed in before does not. */
  mostFromEverywhere: 40,
} as const

/** A device that once signed in keeps its own count, so that strangers cannot lock its owner out (OWASP device cookies). */
export function mayTry(failures: { readonly here: number; readonly everywhere: number }, knownDevice: boolean): boolean {
  return failures.here < throttle.mostFromHere && (knownDevice || failures.everywhere < throttle.mostFromEverywhere)
}
