/** A quantity as a whole number of billionths, and the notation of its suffix. */
interface Quantity {
  readonly nano: bigint;
  readonly notation: 'decimal' | 'binary' | 'exponent';
}

const nanosInOne = 1_000_000_000n;

/** The largest amount of the API server's arithmetic, which uses 64-bit integers. */
const maximum = (2n ** 63n - 1n) * nanosInOne;

/** Powers of ten by suffix. */
const decimalSuffixes: ReadonlyMap<string, number> = new Map([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
]);

/** Suffixes by power of 1024. */
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;

/** Longer than any quantity, in characters; a bound on the work that a hostile text can cause. */
const longest = 100;

/** Larger than any quantity in either direction; a bound on the work that a hostile exponent can cause. */
const largestExponent = 40;

/** Divides, and rounds the remainder away from zero, as the API server does. */
function roundedUp(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator;
}

function read(text: string): Quantity | undefined {
  if (text.length > longest) return undefined;
  const parts = /^([+-]?)(\d+\.?\d*|\.\d+)(?:([numkMGTPE]?)|([KMGTPE]i)|[eE]([+-]?\d+))$/.exec(text);
  if (parts === null) return undefined;
  const [, sign, number = '', decimal, binary, exponent] = parts;
  const [whole = '', fraction = ''] = number.split('.');
  const digits = BigInt(whole + fraction);
  if (digits === 0n) return { nano: 0n, notation: 'decimal' };

  const power = exponent === undefined ? (decimalSuffixes.get(decimal ?? '') ?? 0) : Number(exponent);
  if (power > largestExponent) return undefined;
  const factor = binary === undefined ? 1n : 1024n ** BigInt(binarySuffixes.findIndex((suffix) => suffix === binary));
  const scale = Math.max(power, -largestExponent) - fraction.length + 9;
  const magnitude = scale >= 0 ? digits * factor * 10n ** BigInt(scale) : roundedUp(digits * factor, 10n ** BigInt(-scale));
  if (magnitude > maximum) return undefined;
  return {
    nano: sign === '-' ? -magnitude : magnitude,
    notation: binary !== undefined ? 'binary' : exponent !== undefined ? 'exponent' : 'decimal',
  };
}

/**
 * Reads a Kubernetes quantity: a decimal number with a suffix of `n u m k M G T P E`, of `Ki Mi Gi Ti Pi Ei`, or an exponent such as `e3`.
 * @returns the amount in base units (cores, bytes), as near as a number comes to it; undefined if the text is no quantity, or one beyond
 * 2^63 - 1, the largest that Kubernetes computes with
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: string): number | undefined {
  const quantity = read(text);
  if (quantity === undefined) return undefined;
  const whole = quantity.nano / nanosInOne;
  return Number(whole) + Number(quantity.nano - whole * nanosInOne) / 1e9;
}

/**
 * Writes a quantity in the form that the API server stores, so that a client applies and reads back the same text: no fraction, and the
 * largest suffix of its kind that allows that. Amounts below 1024 lose a binary suffix, and so do those that are no whole number, or no multiple of 1024.
 * @returns the text, such as `1` for `1000m`, `1Gi` for `1024Mi`, `1536Mi` for `1.5Gi`; undefined if the text is no quantity, or one beyond 2^63 - 1
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function canonicalQuantity(text: string): string | undefined {
  const quantity = read(text);
  if (quantity === undefined) return undefined;
  if (quantity.nano === 0n) return '0';
  const sign = quantity.nano < 0n ? '-' : '';
  const nano = quantity.nano < 0n ? -quantity.nano : quantity.nano;
  if (quantity.notation === 'binary' && nano >= 1024n * nanosInOne && nano % nanosInOne === 0n) {
    const { mantissa, power } = withoutFactors(nano / nanosInOne, 1024n);
    // Without a suffix it is read as a decimal number the next time.
    if (power > 0) return `${sign}${mantissa}${binarySuffixes[power]}`;
  }
  const { mantissa, power } = withoutFactors(nano, 1000n);
  const exponent = power * 3 - 9;
  const suffix = [...decimalSuffixes].find(([, value]) => value === exponent)?.[0];
  return `${sign}${mantissa}${quantity.notation === 'exponent' ? (exponent === 0 ? '' : `e${exponent}`) : suffix}`;
}

function withoutFactors(value: bigint, factor: bigint): { mantissa: bigint; power: number } {
  let mantissa = value;
  let power = 0;
  while (mantissa % factor === 0n) {
    mantissa /= factor;
    power++;
  }
  return { mantissa, power };
}

/**
 * Counts a quantity as a ResourceQuota does: CPU in thousandths of a core, all else in whole units. A part counts as a whole.
 * @returns undefined if the text is no quantity, or one below zero; never throws
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export function countedQuantity(resource: 'cpu' | 'memory', text: string): number | undefined {
  const value = parseQuantity(text);
  if (value === undefined || value < 0) return undefined;
  // A difference below a millionth of a thousandth is the error of the multiplication.
  return resource === 'cpu' ? Math.max(0, Math.ceil(value * 1000 - 1e-6)) : Math.ceil(value);
}

/**
 * Compares two quantities exactly, whatever their suffixes.
 * @returns a negative number, 0 or a positive number, as `Array.sort` wants it; undefined if one of them is no quantity
 */
export function compareQuantities(a: string, b: string): number | undefined {
  const left = read(a);
  const right = read(b);
  if (left === undefined || right === undefined) return undefined;
  return left.nano < right.nano ? -1 : left.nano > right.nano ? 1 : 0;
}
