const placeholder = /\{([^{}]*)\}/g;

/** The names of a text's placeholders, such as `secret` of `{secret}`, in order. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(placeholder)].map(([, name]) => name ?? '');
}

/** Whether a text has a placeholder of that name. */
export function hasPlaceholder(text: string, name: string): boolean {
  return text.includes(`{${name}}`);
}

/** Replaces the placeholders of a text by values. A placeholder without a value remains unchanged. */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(placeholder, (whole, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? whole) : whole));
}
