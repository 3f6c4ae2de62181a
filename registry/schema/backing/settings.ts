import * as z from 'zod';
import { inspected } from '../legal';

/** A value of a setting, as YAML has it. */
export type SettingValue = string | number | boolean;

/** The values that one setting of a server can have. */
export interface SettingRule {
  /** What a value is, in words, such as `a whole number from 0 on`. */
  readonly expected: string;
  readonly allows: (value: SettingValue) => boolean;
}

/** The settings of one kind of server. */
export interface KnownSettings {
  /** The kind as people call it, such as `Redis`. */
  readonly label: string;
  /** Those that an overlay may have, by name. */
  readonly settable: Readonly<Record<string, SettingRule>>;
  /** Those that Cadastre sets, by name or by the start of one that ends in `*`: the field that decides each, or undefined if none does. */
  readonly owned: Readonly<Record<string, string | undefined>>;
}

/** A whole number in a range. */
export function whole(least: number, most: number = Number.MAX_SAFE_INTEGER): SettingRule {
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `from ${least} to ${most}`;
  return {
    expected: `a whole number ${range}`,
    allows: (value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most,
  };
}

/** A number that is not negative. */
export const amount: SettingRule = {
  expected: 'a number that is not negative',
  allows: (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0,
};

/** `true` or `false`. */
export const toggle: SettingRule = { expected: '`true` or `false`', allows: (value) => typeof value === 'boolean' };

/** One of some words. */
export function oneOf(...words: readonly string[]): SettingRule {
  return { expected: `one of ${words.map((word) => `\`${word}\``).join(', ')}`, allows: (value) => words.includes(value as string) };
}

/**
 * A text of a form.
 * @param expected the form in words
 */
export function text(form: RegExp, expected: string): SettingRule {
  return { expected, allows: (value) => typeof value === 'string' && form.test(value) };
}

/** The settings of a server, by the names that the server itself has for them. */
export function settingsSchema({
  label,
  settable,
  owned,
}: KnownSettings): z.ZodRecord<z.ZodString, z.ZodUnion<[z.ZodString, z.ZodNumber, z.ZodBoolean]>> {
  const known = Object.keys(settable);
  return inspected(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])), (settings, report) => {
    for (const [setting, value] of Object.entries(settings)) {
      const rule = Object.hasOwn(settable, setting) ? settable[setting] : undefined;
      const owner = ownerOf(owned, setting);
      const at = { path: [setting] };
      if (owner !== undefined) report('setting-owned', { kind: label, setting, field: owned[owner] }, { ...at, key: true });
      else if (rule === undefined) report('setting-unknown', { kind: label, setting, known }, { ...at, key: true });
      else if (!rule.allows(value)) report('setting-invalid', { kind: label, setting, expected: rule.expected }, at);
    }
  });
}

function ownerOf(owned: KnownSettings['owned'], setting: string): string | undefined {
  return Object.keys(owned).find((name) => (name.endsWith('*') ? setting.startsWith(name.slice(0, -1)) : setting === name));
}
