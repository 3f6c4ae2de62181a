import { readFileSync } from 'node:fs';
import path from 'node:path';
import { lintConcerns } from '../../constructs/lint/concerns';
import { lintedObject, surroundingsIn } from '../../constructs/lint/linted-object';
import type { ManifestProps } from '../../constructs';
import type { ManifestObject } from '../../output';
import { withConcerns } from '../../scripts/linters/table';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { lintedPlatforms } from '../fixtures/lint/platforms';
import { checkovRules } from '../support/lint/checkov';
import { annotated, ignoresOf, type Linter, unexplained } from '../support/lint/ignores';
import { kubeLinterRules } from '../support/lint/kube-linter';
import { polarisRules } from '../support/lint/polaris';
import { findingsOf, type Rule } from '../support/lint/rule';
import { distTrees } from '../support/lint/trees';
import { objectsOf, type PlatformInput, platformOf } from '../support/platform';

const linters: readonly (readonly [Linter, Readonly<Record<string, Rule>>])[] = [
  ['polaris', polarisRules],
  ['kubeLinter', kubeLinterRules],
  ['checkov', checkovRules],
];

/** What is linted: the trees of `dist/` as they would be with annotations, and platforms that ask for them. */
const platforms: readonly (readonly [string, () => readonly ManifestObject[]])[] = [
  ...distTrees()
    .filter(({ title }) => !title.endsWith('/dev'))
    .map(({ title, objects }) => [title, () => annotated(objects)] as const),
  ...Object.entries(lintedPlatforms).map(([name, input]) => [name, () => objectsWith(input, { annotations: true })] as const),
];

function objectsWith(input: PlatformInput, lint: object): ManifestObject[] {
  return objectsOf(platformOf({ ...input, overlay: { ...input.overlay, lint } }));
}

const ours = /^(kube-score|ignore-check\.kube-linter\.io|polaris\.fairwinds\.com|checkov\.io)\//;

function withoutOurs(annotations: unknown): object {
  return Object.fromEntries(Object.entries(annotations ?? {}).filter(([name]) => !ours.test(name)));
}

/** Objects that are wrong in every way the rules know, in two parts because a thing cannot be wrong in two ways at once. */
const wrong = [
  {
    kind: 'Deployment',
    metadata: { name: 'a' },
    spec: { replicas: 3, selector: { matchLabels: { app: 'b' } }, template: { metadata: { labels: { app: 'a' } }, spec: wrongPod() } },
  },
  {
    kind: 'Deployment',
    metadata: { name: 'c' },
    spec: { replicas: 1, selector: { matchLabels: { app: 'c' } }, template: { metadata: { labels: { app: 'c' } }, spec: wrongPod() } },
  },
  { kind: 'Job', metadata: { name: 'a' }, spec: { template: { metadata: { labels: {} }, spec: wrongPod() } } },
  { kind: 'Service', metadata: { name: 'a' }, spec: { selector: { app: 'nobody' }, ports: [{ targetPort: '-' }] } },
  { kind: 'ConfigMap', metadata: { name: 'a' }, data: { PASSWORD: 'x' } },
  { kind: 'Ingress', metadata: { name: 'a' }, spec: {} },
  { kind: 'HorizontalPodAutoscaler', metadata: { name: 'a' }, spec: { minReplicas: 1, maxReplicas: 1 } },
  { kind: 'PodDisruptionBudget', metadata: { name: 'a' }, spec: { maxUnavailable: 0 } },
  { kind: 'PodDisruptionBudget', metadata: { name: 'c' }, spec: { minAvailable: 1, selector: { matchLabels: { app: 'c' } } } },
] as unknown as ManifestObject[];

function wrongPod(): object {
  const probe = { tcpSocket: { port: 'nowhere' } };
  const ports = [{ name: 'ssh', containerPort: 22, hostPort: 22 }];
  const env = [
    { name: 'MY_SECRET', value: 'x' },
    { name: 'MY_SECRET', valueFrom: { secretKeyRef: {} } },
  ];
  const securityContext = { privileged: true, procMount: 'Unmasked', capabilities: { add: ['ALL'] } };
  return {
    hostIPC: true,
    hostNetwork: true,
    hostPID: true,
    securityContext: { sysctls: [{}] },
    volumes: [{ hostPath: {} }],
    containers: [
      { image: 'a:latest', ports, env, securityContext, livenessProbe: probe, readinessProbe: probe, startupProbe: probe },
      { image: 'a' },
    ],
  };
}

test.each(linters)('every rule of %s can object', (_, rules) => {
  const objecting = new Set(findingsOf(rules, wrong).map((finding) => finding.split(': ')[1]));
  const cannot = Object.keys(rules).filter((rule) => !objecting.has(rule));
  // Without any security context at all.
  expect(cannot).toEqual(Object.hasOwn(rules, 'CKV_K8S_29') ? ['CKV_K8S_29'] : []);
});

describe.each(platforms)('%s', (_, objects) => {
  test.each(linters)('the findings of %s are those that are explained', (linter, rules) => {
    expect(ignoresOf(linter, objects())).toEqual(findingsOf(rules, objects()));
  });

  test('nothing is ignored without a reason', () => {
    expect(objects().flatMap(unexplained)).toEqual([]);
  });
});

describe('`lint.annotations`', () => {
  test.each(Object.entries(lintedPlatforms))('false changes nothing of %s but the annotations', (_, input) => {
    const bare = objectsWith(input, { annotations: false });
    expect(bare.flatMap(({ metadata }) => Object.keys(metadata.annotations ?? {})).filter((name) => ours.test(name))).toEqual([]);
    const strip = (objects: readonly ManifestObject[]): object[] =>
      objects.map((object) => ({ ...object, metadata: { ...object.metadata, annotations: withoutOurs(object.metadata.annotations) } }));
    expect(strip(objectsWith(input, { annotations: true }))).toEqual(strip(bare));
  });

  test.each(['minimal-dev', 'minimal-prod'])('are left out of %s unless asked for', (name) => {
    expect(platformOf(goldenPlatforms[name] ?? { services: {} }).lintAnnotations).toBe(false);
  });

  test.each(Object.entries(lintedPlatforms))('are those that the objects of %s show', (_, input) => {
    expect(objectsWith(input, { annotations: true }).map(({ metadata }) => metadata.annotations ?? {})).toEqual(
      annotated(objectsWith(input, { annotations: false })).map(({ metadata }) => metadata.annotations),
    );
  });

  test.each(['everything-dev', 'tools-dev', 'migrations-dev', 'scaled-dev'])('explain %s too, when they are asked for', (name) => {
    const objects = objectsWith(goldenPlatforms[name] ?? { services: {} }, { annotations: true });
    for (const [linter, rules] of linters) expect(ignoresOf(linter, objects)).toEqual(findingsOf(rules, objects));
  });

  test('never stand in a pod template, where they would start a rollout', () => {
    const templates = Object.values(lintedPlatforms)
      .flatMap((input) => objectsWith(input, { annotations: true }))
      .map((object) => JSON.stringify((object['spec'] as { template?: object } | undefined)?.template ?? {}));
    expect(templates.filter((template) => /kube-score|kube-linter|polaris|checkov/.test(template))).toEqual([]);
  });
});

describe('the concerns', () => {
  const all = [...Object.values(lintedPlatforms), goldenPlatforms['tools-dev'] ?? { services: {} }].flatMap((input) =>
    objectsOf(platformOf(input)),
  );

  test.each(lintConcerns.map((entry) => [entry.concern, entry] as const))('%s is needed by some platform', (_, { when }) => {
    expect(all.some((object) => when(lintedObject(object as unknown as ManifestProps, surroundingsIn([]))))).toBe(true);
  });

  test('gives one reason for one concern, and none that checkov could not read', () => {
    const reasons = new Map(lintConcerns.map(({ concern, reason }) => [concern, reason]));
    expect(lintConcerns.filter(({ concern, reason }) => reasons.get(concern) !== reason)).toEqual([]);
    expect([...reasons.values()].filter((reason) => reason.includes('=') || reason.length > 100)).toEqual([]);
  });

  test('takes nothing for a pod in an object that has none, whatever is in its template', () => {
    for (const template of [{ spec: {} }, { spec: { containers: [null], initContainers: 3 } }]) {
      const object = lintedObject(
        { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata: { name: 'a' }, spec: { template } },
        surroundingsIn([]),
      );
      expect([object.pod, object.containers]).toEqual([undefined, []]);
    }
  });

  test('all stand in the guide, each with its reason', () => {
    const guide = readFileSync(path.join(__dirname, '../../docs/guides/linters.md'), 'utf8');
    expect(withConcerns(guide)).toBe(guide);
    expect(lintConcerns.filter(({ concern, reason }) => !guide.includes(`| \`${concern}\` | ${reason} |`))).toEqual([]);
  });

  test('says nothing of NetworkPolicies where there are some', () => {
    const deployment = all.find(({ kind }) => kind === 'Deployment') as unknown as ManifestProps;
    const concerns = lintConcerns
      .filter(({ when }) => when(lintedObject(deployment, { isolated: true, budgets: new Set() })))
      .map(({ concern }) => concern);
    expect(concerns).not.toContain('network-policy');
  });
});
