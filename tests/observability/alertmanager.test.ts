import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTool } from './support/run-tool';
import { describeWithTools } from './support/tools';

/** The configuration of the guide, which a team takes over. */
const guide = readFileSync(path.join(__dirname, '../../docs/guides/observability.md'), 'utf8');
const config = /```yaml\n(# alertmanager\.yaml\n[\s\S]*?)```/.exec(guide)?.[1] ?? '';

describeWithTools('the routes of Alertmanager in the guide', ['amtool'], ({ amtool }) => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'cadastre-alertmanager-')), 'alertmanager.yaml');
  beforeAll(() => writeFileSync(file, config));

  const receiverOf = (...labels: readonly string[]): string =>
    runTool(amtool, ['config', 'routes', 'test', `--config.file=${file}`, ...labels]).output.split('\n')[0]!;

  test('are accepted by amtool', () => {
    expect(runTool(amtool, ['check-config', file])).toMatchObject({ code: 0, output: expect.stringContaining('3 receivers') as string });
  });

  test.each([
    ['the team of the owner', ['owner=identity', 'severity=warning'], 'identity'],
    ['the team and who is on call, if it cannot wait', ['owner=identity', 'severity=critical'], 'on-call,identity'],
    ['the platform team, if nobody owns it', ['severity=warning'], 'platform'],
    ['the platform team, if nobody knows the owner', ['owner=unknown', 'severity=warning'], 'platform'],
  ])('lead to %s', (_, labels, receiver) => {
    expect(receiverOf('product=property-tax', ...labels)).toBe(receiver);
  });
});
