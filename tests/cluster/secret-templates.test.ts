import path from 'node:path';

import { databaseUriTemplate } from '../../constructs/secrets/database-uri';
import { templateText } from '../../constructs/secrets/template-text';
import { runCommand } from './support/command';
import { describeOnCluster } from './support/run';

/** Executes a template as the External Secrets Operator does. */
async function render(template: string, data: readonly Record<string, string>[]): Promise<string[]> {
  const cwd = path.join(__dirname, 'tools/render-template');
  const { code, stdout, stderr } = await runCommand('go', ['run', '.'], {
    cwd,
    input: JSON.stringify({ template, data }),
  });
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as string[];
}

const known = (name: string, value: string) => ({ name, optional: false, source: { kind: 'known', value } }) as const;
const login = [known('username', 'ledger'), known('host', 'postgres.example.com'), known('port', '5432'), known('dbname', 'ledger')];

const passwords = [
  'abcXYZ019',
  '-_.~',
  'a b',
  'a+b',
  '%2B%20',
  "@:/?#[]!$&'()*,;=",
  '"\\`<>^|{}',
  '{{ .password }}',
  'é-ß-漢字-😀',
  '\t\n',
  '',
];

describeOnCluster('the template of a database URI', () => {
  test('gives back every password, whatever characters are in it', async () => {
    const texts = await render(
      databaseUriTemplate(login),
      passwords.map((password) => ({ password })),
    );
    expect(texts.map((text) => decodeURIComponent(new URL(text).password))).toEqual(passwords);
    for (const text of texts) {
      const { protocol, username, host, pathname, search, hash } = new URL(text);
      expect({ protocol, username, host, pathname, search, hash }).toEqual({
        protocol: 'postgresql:',
        username: 'ledger',
        host: 'postgres.example.com:5432',
        pathname: '/ledger',
        search: '',
        hash: '',
      });
      expect(text).toMatch(/^[\w%.~:/@-]*$/);
    }
  });

  test('gives back what is known, also where it looks like a template', async () => {
    const texts = ['{{ .password }}', '{{', '{{{', '{{{{', 'a}}b', '{', '{{- "x" -}}', '{{/* x */}}'];
    for (const text of texts) expect(await render(templateText(text), [{ password: 'hidden' }])).toEqual([text]);
  });

  test('fails where the store has no password', async () => {
    await expect(render(databaseUriTemplate(login), [{ other: 'x' }])).rejects.toThrow('password');
  });
});
