/** The folder in which the package is installed. */
export function installedFolder(): string {
  const folder = process.env['CADASTRE_INSTALLED'];
  if (folder === undefined) throw new Error('nothing is installed: run this by `npm run test:package`');
  return folder;
}
