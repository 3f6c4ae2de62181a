import fc from 'fast-check';
import type { KubernetesObject } from '../../model';
import type { Plan } from '../../plan';
import { consequenceFixtures, quietChanges } from '../fixtures/consequences';
import { type Change, quietUpgrades, upgradeFixtures } from '../fixtures/rules/upgrades';
import { copyOf, objectsIn, planBetween, withEdits } from '../plan/support';
import { compiled, type Input, shop, type ShopEnvironment, withValues } from '../support/shop';
import { hasErrors } from '../../diagnostics';
import { type CreatedObject, type DryRun, startDryRun } from './support/dry-run';
import { removeNamespace } from './support/namespaces';
import { describeOnCluster, newFolder } from './support/run';

/** How many random pairs are tried: `CADASTRE_PLAN_PAIRS=5000 npm run test:cluster -- plan`. */
const pairs = Number(process.env['CADASTRE_PLAN_PAIRS'] ?? 500);
const seed = Number(process.env['CADASTRE_PLAN_SEED'] ?? 20261130);

/** What a program other than the API server refuses: the admission webhook of ingress-nginx. */
const refusedByOthers: ReadonlySet<string> = new Set(['upgrade-route-doubled']);

/** A change, with the edits of objects that no registry can say. */
type Edited = Change & { readonly edits?: { readonly before?: object; readonly now?: object } };

/** The name of an object with its kind, and with its namespace before it is placed in one of the tests. */
function titleOf({
  kind,
  metadata,
}: {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: unknown };
}): string {
  return `${String(metadata.namespace)}/${kind}/${metadata.name}`;
}

describeOnCluster('what a plan says is refused', (run) => {
  let server: DryRun;
  const made: string[] = [];
  /** Clusters have one: a claim that names no class gets it when it is made, and cannot change it later. */
  const defaultClass = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: `plan-${run.id}`, annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'example.com/none',
    allowVolumeExpansion: true,
  };

  beforeAll(async () => {
    server = await startDryRun(run.access, newFolder(run, 'plan-proxy'));
    await server.applyAll([defaultClass], true, (_, { message }) => expect(message).toBe(''));
  });
  afterAll(async () => {
    await server.removeAll([defaultClass]);
    await server.stop();
    for (const namespace of made) await removeNamespace(run, namespace);
  });

  /** Gives each namespace of a case one of its own on the server: what was deleted may still be there, and a namespace is free for one case. */
  function placer(): (object: KubernetesObject) => Promise<CreatedObject> {
    const names = new Map<string, Promise<string>>();
    const create = async (): Promise<string> => {
      const name = `plan-${run.id}-${made.length}`;
      made.push(name);
      const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
      await server.applyAll([namespace], true, (_, { message }) => expect(message).toBe(''));
      return name;
    };
    return async (object) => {
      const namespace = object.metadata['namespace'] as string;
      if (!names.has(namespace)) names.set(namespace, create());
      return { ...object, metadata: { ...object.metadata, namespace: await names.get(namespace)! } };
    };
  }

  /** What the server refuses of the objects of now, over those of before. Objects of the whole cluster and of operators are left out. */
  async function refusedByServer(was: readonly KubernetesObject[], is: readonly KubernetesObject[]): Promise<Map<string, string>> {
    const place = placer();
    const texts = new Set(was.map((object) => JSON.stringify(object)));
    const changed: KubernetesObject[] = [];
    for (const object of is)
      if (!texts.has(JSON.stringify(object)) && object.metadata['namespace'] !== undefined && (await server.serves(object)))
        changed.push(object);
    const titles = new Map<CreatedObject, string>();
    const placed = async (objects: readonly KubernetesObject[]): Promise<CreatedObject[]> => {
      const all: CreatedObject[] = [];
      for (const object of objects) {
        const made = await place(object);
        titles.set(made, titleOf(object));
        all.push(made);
      }
      return all;
    };
    const changedTitles = new Set(changed.map(titleOf));
    const old = await placed(was.filter((object) => changedTitles.has(titleOf(object))));
    const unfit: string[] = [];
    await server.applyAll(old, true, (object, { code, message }) => {
      if (code >= 300) unfit.push(`${titles.get(object)}: ${message}`);
    });
    expect(unfit).toEqual([]);
    await server.bindAll(old.filter(({ kind }) => kind === 'PersistentVolumeClaim'));
    const refused = new Map<string, string>();
    await server.applyAll(await placed(changed), false, (object, { code, message }) => {
      if (code >= 300) refused.set(titles.get(object)!, message);
    });
    // There are few addresses for Services.
    await server.removeAll(old.filter(({ kind }) => kind === 'Service'));
    return refused;
  }

  function refusedBy({ steps, others }: Plan, by: (code: string) => boolean): string[] {
    const codes = ({ verdict, finding }: Plan['others'][number]): boolean => verdict === 'refused' && by(finding.code);
    expect(others.filter(codes)).toEqual([]);
    return steps.filter(({ reasons }) => reasons.some(codes)).map(({ object }) => titleOf({ kind: object.kind, metadata: object }));
  }

  /** Holds a plan against the server, in both directions. */
  async function expectSame(before: Input, now: Input, edits: Edited['edits'] = {}, title = 'random'): Promise<number> {
    const [old, fresh] = [before, now].map((input) => compiled(input).platforms[0]!);
    const was = withEdits(objectsIn(old!), edits.before as Record<string, unknown> | undefined);
    const is = withEdits(objectsIn(fresh!), edits.now as Record<string, unknown> | undefined);
    const plan = planBetween(fresh!, was, is);
    const refused = await refusedByServer(was, is);
    const served = new Set<string>();
    for (const object of is) if (await server.serves(object)) served.add(titleOf(object));
    const said = refusedBy(plan, (code) => !refusedByOthers.has(code)).filter((title) => served.has(title));
    const why = [...refused.values()];
    const titles = [...refused.keys()].sort();
    expect({ title, said: said.sort(), refused: titles, why }).toEqual({ title, said: titles, refused: titles, why });
    return refused.size;
  }

  const changes: readonly Edited[] = [...upgradeFixtures, ...consequenceFixtures, ...quietUpgrades, ...quietChanges];

  test('is what the API server refuses, for every change that has a finding, and for those that have none', async () => {
    let refused = 0;
    for (const { title, of = 'prod', before = {}, now, edits } of changes) {
      const fresh = (): Input => withValues(shop(of), copyOf(before));
      refused += await expectSame(fresh(), withValues(fresh(), copyOf(now)), edits, title);
    }
    expect(refused).toBeGreaterThan(10);
  });

  test(`is what the API server refuses, for ${pairs} random pairs of registries`, async () => {
    const counts = { pairs: 0, refusals: 0 };
    const edits = (of: ShopEnvironment): fc.Arbitrary<readonly Change[]> =>
      fc.uniqueArray(fc.constantFrom(...changes.filter((change) => (change.of ?? 'prod') === of)), {
        maxLength: 4,
        selector: ({ title }) => title,
      });
    const inputOf = (of: ShopEnvironment, some: readonly Change[]): Input | undefined => {
      try {
        const input = some.reduce((made, { before = {}, now }) => withValues(withValues(made, copyOf(before)), copyOf(now)), shop(of));
        return hasErrors(compiled(input).diagnostics) ? undefined : input;
      } catch {
        // One change takes away what another one sets.
        return undefined;
      }
    };
    const pair = fc.constantFrom<ShopEnvironment>('dev', 'prod').chain((of) => fc.tuple(fc.constant(of), edits(of), edits(of)));
    await fc.assert(
      fc.asyncProperty(pair, async ([of, one, other]) => {
        const [before, now] = [one, other].map((some) => inputOf(of, some));
        if (before === undefined || now === undefined) return;
        counts.pairs++;
        counts.refusals += await expectSame(before, now);
      }),
      { numRuns: pairs, seed },
    );
    process.stderr.write(`  ${JSON.stringify(counts)}, seed ${seed}\n`);
    expect(counts.refusals).toBeGreaterThan(0);
  });
});
