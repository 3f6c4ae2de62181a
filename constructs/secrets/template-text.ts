/** Writes a text so that a Go template gives it back as it is. */
export function templateText(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}

/**
 * A Go template for a value as part of a URL, whatever characters are in it. `urlquery` writes a space as `+`, which is a plus sign outside a query; a real
 * plus sign is `%2B` by then.
 * @param key the key that the value is known by, of letters, digits and `_`. Where it is missing, the template fails.
 */
export function templateUrlPart(key: string): string {
  return `{{ .${key} | urlquery | replace "+" "%20" }}`;
}
