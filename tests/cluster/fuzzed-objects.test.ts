import { acceptedObjects } from '../fuzz/accepted-objects';
import { objectsOf, plainService, platformOf, productionOverlay } from '../support/platform';
import { applyObject } from './support/apply';
import { type CreatedObject, type DryRun, startDryRun } from './support/dry-run';
import type { KubernetesObject } from './support/manifests';
import { removeNamespace } from './support/namespaces';
import { podOf } from './support/pods';
import { describeOnCluster, newFolder } from './support/run';

/** How many inputs make the objects: `CADASTRE_FUZZ_CASES=20000 CADASTRE_FUZZ_SEED=7 npm run test:cluster -- fuzzed-objects`. */
const cases = Number(process.env['CADASTRE_FUZZ_CASES'] ?? 600);
const seed = Number(process.env['CADASTRE_FUZZ_SEED'] ?? 20261129);
/** So many cases at once are in memory. */
const portion = 2000;

/** The kinds of operators, which custom-resources.test.ts holds against the operators' own definitions. */
const ofOperators =
  /^(?:bitnami\.com|(?:generators\.)?external-secrets\.io|postgresql\.cnpg\.io|monitoring\.coreos\.com|cilium\.io|networking\.gke\.io|traefik\.io|cert-manager\.io|gateway\.(?:networking\.k8s|envoyproxy)\.io)\//;

const amounts = { cpu: '1000000', memory: '1024Ti', 'ephemeral-storage': '1024Ti' };

describeOnCluster('what input that nobody wrote becomes', (run) => {
  const namespace = `fuzzed-${run.id}`;
  let dryRun: DryRun;

  beforeAll(async () => {
    const labels = Object.fromEntries(['enforce', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted']));
    for (const object of [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } },
      // A server without controllers has none.
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } },
    ])
      expect(await applyObject(run.access, object)).toMatchObject({ code: 0 });
    dryRun = await startDryRun(run.access, newFolder(run, 'proxy'));
  });
  afterAll(async () => {
    await dryRun.stop();
    await removeNamespace(run, namespace);
  });

  const inNamespace = (object: KubernetesObject): KubernetesObject =>
    object.metadata.namespace === undefined ? object : { ...object, metadata: { ...object.metadata, namespace } };

  /** The pod of a workload, as its controller makes it, without what it names of the cluster. */
  function podIn(object: KubernetesObject): CreatedObject[] {
    const pod = podOf(object);
    if (pod === undefined) return [];
    const {
      serviceAccountName: _account,
      priorityClassName: _priority,
      runtimeClassName: _runtime,
      ...spec
    } = pod.spec as unknown as Record<string, unknown>;
    return [{ ...pod, spec } as CreatedObject];
  }

  test(`is refused by no admission and no validation of the create path: ${cases} inputs`, async () => {
    const counts = { cases: 0, accepted: 0, objects: 0, pods: 0, operators: 0, refused: 0, warned: 0 };
    const refused: string[] = [];
    for (let done = 0; done < cases; done += portion) {
      const made = acceptedObjects(Math.min(portion, cases - done), seed + done);
      counts.cases += made.cases;
      counts.accepted += made.accepted;
      const objects: KubernetesObject[] = [];
      for (const object of made.objects as unknown as readonly KubernetesObject[]) {
        if (ofOperators.test(object.apiVersion) && !(await dryRun.serves(object))) {
          counts.operators++;
          continue;
        }
        objects.push(inNamespace(object));
      }
      const pods = objects.flatMap(podIn);
      counts.objects += objects.length;
      counts.pods += pods.length;
      await dryRun.createAll([...objects, ...pods], (object, { code, message, warnings }) => {
        // A namespace of the cluster itself may have the name.
        if (code === 409 && object.kind === 'Namespace') return;
        if (code !== 201) {
          counts.refused++;
          refused.push(`${object.kind} ${object.metadata.name}: ${code} ${message}`);
        } else if (warnings !== '') {
          counts.warned++;
          refused.push(`${object.kind} ${object.metadata.name}: ${warnings}`);
        }
      });
    }
    process.stderr.write(`  ${JSON.stringify(counts)}, seed ${seed}\n`);
    expect(refused.slice(0, 20)).toEqual([]);
    expect(counts.objects).toBeGreaterThanOrEqual(cases);
  });

  test.each<readonly [string, object]>([
    ['a variable’s name of 253 characters', { env: { [`A${'_'.repeat(252)}`]: 'x' } }],
    ['a million cores and a pebibyte, for each of nine services', { resources: { requests: amounts, limits: amounts } }],
  ])('is not refused at its bounds: %s', async (_, fields) => {
    const services = Object.fromEntries(
      Array.from({ length: 9 }, (_unused, index) => [
        `orders-${index}`,
        { ...plainService, hostname: `orders-${index}`, routes: [`/api/${index}`], ...fields },
      ]),
    );
    const objects = objectsOf(platformOf({ services, overlay: { ...productionOverlay, quota: {} } })) as unknown as KubernetesObject[];
    const refused: string[] = [];
    await dryRun.createAll(
      objects.map(inNamespace).flatMap((object) => [object, ...podIn(object)]),
      (object, { code, message }) => {
        if (code !== 201 && code !== 409) refused.push(`${object.kind} ${object.metadata.name}: ${message}`);
      },
    );
    expect(refused).toEqual([]);
    // Not as a whole, which would be shown.
    expect(JSON.stringify(objects).includes(Object.keys(fields)[0] === 'env' ? '_'.repeat(252) : '1Pi')).toBe(true);
  });

  test('is refused one character above', async () => {
    const codes: number[] = [];
    const name = `A${'_'.repeat(253)}`;
    await dryRun.createAll(
      [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace }, data: { [name]: 'x' } }],
      (_, { code }) => void codes.push(code),
    );
    expect(codes).toEqual([422]);
  });

  test('would be refused if it were not legal, so the test above can fail', async () => {
    const codes: number[] = [];
    const claim = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a_b', namespace } };
    await dryRun.createAll(
      [claim, { ...claim, metadata: { ...claim.metadata, name: 'ab' }, datum: {} }],
      (_, { code }) => void codes.push(code),
    );
    expect(codes.sort()).toEqual([400, 422]);
  });
});
