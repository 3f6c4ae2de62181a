import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

/** The version of the Gateway API's conformance suite. */
export const conformanceModule = 'sigs.k8s.io/gateway-api/conformance@v1.6.3';

/** A request of the suite, with what has to answer it. */
export interface ConformanceCase {
  readonly line: number;
  /** `namespace/name` of the Gateway that gets the request. */
  readonly gateway: string;
  readonly host: string;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The name of the Kubernetes Service that answers; empty if the test does not say. */
  readonly backend: string;
  readonly namespace: string;
  /** Empty is 200. */
  readonly status: string;
  /** The fields that the test computes, so that they are not read. */
  readonly unread: readonly string[];
}

/** A test of the suite. */
export interface ConformanceTest {
  readonly file: string;
  readonly cases: readonly ConformanceCase[];
  /** The objects that are there during the test: those of the whole suite, and its own. */
  readonly objects: readonly unknown[];
}

/** Runs Go. @throws Error if it fails */
function go(...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync('go', args, {
    cwd: os.tmpdir(),
    encoding: 'utf8',
    env: { ...process.env, GOWORK: 'off', GO111MODULE: 'on' },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined || status !== 0) throw error ?? new Error(`go ${args.join(' ')}: exit code ${status}\n${stderr}`);
  return stdout;
}

/** Whether Go is there, and the suite in its cache or to be had. */
export const hasSuite = spawnSync('go', ['mod', 'download', conformanceModule], { cwd: os.tmpdir() }).status === 0;

/** What a controller says of itself in a report: the features of HTTPRoutes that it has, and those that it does not. */
export interface ConformanceReport {
  readonly version: string;
  /** The result of the tests of what every implementation must have. */
  readonly core: string;
  readonly supported: readonly string[];
  readonly unsupported: readonly string[];
}

/**
 * Reads a report that lies beside the suite.
 * @param file below its `reports/`
 */
export function conformanceReport(file: string): ConformanceReport {
  const { Dir: dir } = JSON.parse(go('mod', 'download', '-json', conformanceModule)) as { Dir: string };
  const { implementation, profiles } = parse(readFileSync(path.join(dir, 'reports', file), 'utf8')) as {
    implementation: { version: string };
    profiles: { name: string; core: { result: string }; extended?: { supportedFeatures?: string[]; unsupportedFeatures?: string[] } }[];
  };
  const profile = profiles.find(({ name }) => name === 'GATEWAY-HTTP');
  if (profile === undefined) throw new Error(`${file} has no profile GATEWAY-HTTP`);
  const { supportedFeatures = [], unsupportedFeatures = [] } = profile.extended ?? {};
  return { version: implementation.version, core: profile.core.result, supported: supportedFeatures, unsupported: unsupportedFeatures };
}

/** Downloads the suite and reads its tests of HTTPRoutes. */
export function conformanceTests(): ConformanceTest[] {
  const { Dir: dir } = JSON.parse(go('mod', 'download', '-json', conformanceModule)) as { Dir: string };
  const objectsIn = (name: string): unknown[] =>
    parseAllDocuments(readFileSync(path.join(dir, name), 'utf8'))
      .map((document) => document.toJS() as unknown)
      .filter((object) => object !== null);
  const base = objectsIn('base/manifests.yaml');
  const read = go('run', path.join(__dirname, '../tools/conformance-cases/main.go'), dir);
  return (JSON.parse(read) as (ConformanceTest & { manifests: string[] })[]).map(({ file, cases, manifests }) => ({
    file,
    cases,
    objects: [...base, ...manifests.flatMap(objectsIn)],
  }));
}
