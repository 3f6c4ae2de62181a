import { runningKinds } from './comparison';
import { mappingOf, textOf } from '../model/objects/mappings';
import { ownerOf, sameValue, shown, titleOf, valueAt } from './objects';
import { placeOfField } from './places';
import { planRule } from './rule';

const kindsWithSelector: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

/** Components of services whose workload is decided by `kind`, and not by `runtime`. */
const componentsOfKinds: ReadonlySet<string> = new Set(['worker', 'cron', 'stateful']);

/** Reports workloads whose pods would be selected by other labels, and those that become another kind of workload with other labels. */
export const upgradeSelector = planRule('upgrade-selector', (comparison, report) => {
  for (const { before, now } of comparison.pairs) {
    const [from, to] = [valueAt(before, 'spec.selector'), valueAt(now, 'spec.selector')];
    if (!kindsWithSelector.has(before.kind) || sameValue(from, to)) continue;
    const [was, is] = [partsOf(from), partsOf(to)];
    const by = was === undefined || is === undefined ? 'other' : was.name !== is.name ? 'name' : 'component';
    const at = placeOfField(comparison, now, { service: [by === 'component' ? fieldOf(was?.component, is?.component) : 'hostname'] });
    report(
      {
        object: titleOf(before),
        by,
        from: shown(was?.[by === 'name' ? 'name' : 'component']),
        to: shown(is?.[by === 'name' ? 'name' : 'component']),
      },
      at,
    );
  }
  for (const before of comparison.gone) {
    if (!runningKinds.includes(before.kind)) continue;
    const now = runningKinds.flatMap((kind) => comparison.nowAs(kind, before) ?? []).find(({ kind }) => kind !== before.kind);
    if (now === undefined) continue;
    const [was, is] = [ownerOf(before), ownerOf(now)];
    if (sameValue(was, is)) continue;
    const at = placeOfField(comparison, now, { service: ['kind'] });
    report({ object: titleOf(before), by: 'kind', from: shown(was.component), to: now.kind }, at);
  }
});

/** The labels of a selector of ours; undefined for another one. */
function partsOf(selector: unknown): { readonly name: string; readonly component: string } | undefined {
  const labels = mappingOf(mappingOf(selector)['matchLabels']);
  const [name, component] = [textOf(labels['app.kubernetes.io/name']), textOf(labels['app.kubernetes.io/component'])];
  return name === undefined || component === undefined ? undefined : { name, component };
}

function fieldOf(was = '', is = ''): 'kind' | 'runtime' {
  return componentsOfKinds.has(was) || componentsOfKinds.has(is) ? 'kind' : 'runtime';
}
