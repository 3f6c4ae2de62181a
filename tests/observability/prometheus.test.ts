import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { mkdtempSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { poll } from '../cluster/support/poll';
import { freePorts } from '../cluster/support/free-ports';
import { writeRuleFiles } from './support/rule-files';
import { describeWithTools } from './support/tools';

interface Alert {
  readonly state: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A stand-in for a service with the metrics of OpenTelemetry: of each request that it counts, a share fails. */
function standIn(failing: number): Promise<Server> {
  let scrapes = 0;
  const server = createServer((_, response) => {
    scrapes += 1;
    const line = (code: string, count: number): string =>
      `http_server_request_duration_seconds_count{http_response_status_code="${code}"} ${count}\n`;
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    const type = '# TYPE http_server_request_duration_seconds_count counter\n';
    response.end(type + line('200', scrapes * 100 * (1 - failing)) + line('500', scrapes * 100 * failing));
  });
  return new Promise((resolve) => void server.listen(0, '127.0.0.1', () => resolve(server)));
}

describeWithTools('a real Prometheus', ['prometheus'], ({ prometheus }) => {
  const servers: Server[] = [];
  let running: ChildProcess;
  let address: string;

  beforeAll(async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'cadastre-prometheus-'));
    servers.push(await standIn(0.1), await standIn(0));
    const [failing, healthy] = servers.map((server) => `127.0.0.1:${(server.address() as AddressInfo).port}`);
    const job = (name: string, target: string, labels: object) => ({ job_name: name, static_configs: [{ targets: [target], labels }] });
    const rules = writeRuleFiles().filter(({ title }) => title.startsWith('observed-prod acme/accounts'));
    const config = {
      global: { scrape_interval: '1s', evaluation_interval: '1s' },
      rule_files: rules.map(({ file }) => file),
      // What a monitor gives the series of a pod: the name of the service as `job`, and its namespace.
      scrape_configs: [
        { ...job('failing', failing!, { job: 'accounts', namespace: 'acme', pod: 'accounts-1' }) },
        { ...job('healthy', healthy!, { job: 'accounts', namespace: 'other', pod: 'accounts-1' }) },
      ],
    };
    writeFileSync(path.join(folder, 'prometheus.yml'), JSON.stringify(config));
    const [port] = await freePorts(1);
    address = `http://127.0.0.1:${port}`;
    const args = [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ];
    running = spawn(prometheus, args, { stdio: 'ignore' });
  });
  afterAll(() => {
    running.kill('SIGKILL');
    for (const server of servers) server.close();
  });

  test('reads a service that fails, and tells so, with what is needed to know for whom', async () => {
    const firing = await poll(500, async () => {
      const answer = await fetch(`${address}/api/v1/alerts`).catch(() => undefined);
      if (answer?.ok !== true) return undefined;
      const { data } = (await answer.json()) as { data: { alerts: Alert[] } };
      const alerts = data.alerts.filter(({ state }) => state === 'firing');
      return alerts.length >= 2 ? alerts : undefined;
    });
    expect(firing?.map(({ labels }) => labels).sort((a, b) => (a['severity']! < b['severity']! ? -1 : 1))).toEqual(
      ['page', 'warning'].map((severity) => ({
        alertname: 'ServiceErrorBudgetBurns',
        environment: 'dev',
        namespace: 'acme',
        owner: 'identity',
        product: 'acme',
        service: 'accounts',
        severity,
        slo: 'availability',
      })),
    );
    expect(firing?.[0]?.annotations).toMatchObject({
      summary: 'accounts does not keep that 99.9 % of requests have no error',
      runbook_url: 'https://runbooks.acme.example/cadastre/service-error-budget-burns',
    });
  });
});
