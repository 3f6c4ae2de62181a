/** The limits of the code of one registry. */
export interface RegistryLimits {
  /** How long it may be compiled, and how long it may run, in seconds of wall time. */
  readonly seconds: number;
  /** The size that its heap, and the text of its value as JSON, may grow to, in MiB. */
  readonly mebibytes: number;
}

/** The limits where none are given. */
export const defaultLimits: RegistryLimits = { seconds: 30, mebibytes: 1024 };

/** Code of a registry that did not end in its time, or took too much memory. */
export class LimitExceeded extends Error {
  override readonly name = 'LimitExceeded';
  readonly limit: keyof RegistryLimits;

  constructor(limit: keyof RegistryLimits) {
    super(`it exceeds its limit of ${limit}`);
    this.limit = limit;
  }
}

/**
 * Waits for something as long as a registry may take.
 * @throws LimitExceeded if it takes longer; whatever is waited for goes on
 */
export async function inTime<T>(work: Promise<T>, { seconds }: RegistryLimits): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LimitExceeded('seconds')), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
