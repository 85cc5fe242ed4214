/** An amount in the smallest unit of its currency (ISO 4217): `{ minor: 500000, currency: 'PYG', digits: 0 }`. */
export type Money = { readonly minor: number; readonly currency: string; readonly digits: number }

/** Decimal text without grouping: 12345 with two digits → `123.45`. */
export function decimalOf(money: Money): string {
  const sign = money.minor < 0 ? '-' : ''
  const digits = String(Math.abs(money.minor)).padStart(money.digits + 1, '0')
  const cut = digits.length - money.digits
  return money.digits === 0 ? sign + digits : `${sign}${digits.slice(0, cut)}.${digits.slice(cut)}`
}
