/** Writes a name as a part of the name of an environment variable: `api-key` becomes `API_KEY`. */
export function toVariableName(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}
