import type { BackingKindName, KubernetesObject } from '../model';
import { listOf, type Mapping, mappingOf, textOf } from '../model/objects/mappings';
import { containersIn, sameValue, titleOf, valueAt } from './objects';
import { placeOfField, serverOf } from './places';
import { planRule } from './rule';

/** Variables that follow from one field of the overlay; without a field they come from a patch. */
interface FirstValues {
  readonly field?: string;
  readonly variables: readonly string[];
}

/**
 * The variables that a server takes when its volume is empty, and never again.
 * @see https://hub.docker.com/_/postgres
 * @see https://www.rabbitmq.com/docs/access-control#default-state
 */
const firstValues: Readonly<Record<BackingKindName, readonly FirstValues[]>> = {
  postgres: [
    { field: 'adminSecret', variables: ['POSTGRES_USER', 'POSTGRES_PASSWORD'] },
    { variables: ['POSTGRES_DB', 'POSTGRES_INITDB_ARGS', 'POSTGRES_INITDB_WALDIR', 'POSTGRES_HOST_AUTH_METHOD'] },
  ],
  rabbitmq: [
    { field: 'secret', variables: ['RABBITMQ_DEFAULT_USER', 'RABBITMQ_DEFAULT_PASS'] },
    { field: 'vhost', variables: ['RABBITMQ_DEFAULT_VHOST'] },
  ],
  // A Redis reads its configuration whenever it starts.
  redis: [],
};

/** Reports servers in the cluster that would get another login, virtual host or the like, and keep those of their first start. */
export const upgradeFirstStart = planRule('upgrade-first-start', (comparison, report) => {
  for (const { before, now } of comparison.pairs) {
    const server = serverOf(comparison, now);
    if (server === undefined || before.kind !== 'StatefulSet') continue;
    for (const { field, variables } of firstValues[server.kind]) {
      const changed = variables.filter((name) => !sameValue(sourceIn(before, name), sourceIn(now, name)));
      const [first] = changed;
      if (first === undefined) continue;
      const [from, to] = [sourceIn(before, first), sourceIn(now, first)];
      const args = { object: titleOf(before), variables: changed, ...textsOf(first, from, to) };
      report(args, placeOfField(comparison, now, field === undefined ? {} : { server: field }));
    }
  }
});

/** The entry of a variable in the containers of a workload, without its name; undefined if there is none. */
function sourceIn(object: KubernetesObject, name: string): Mapping | undefined {
  const entries = containersIn(object).flatMap(({ env }) => listOf(env).map(mappingOf));
  const found = entries.find((entry) => entry['name'] === name);
  return found && { value: found['value'], valueFrom: found['valueFrom'] };
}

/** Where the values come from, as a finding shows it. A password is never shown. */
function textsOf(name: string, from: Mapping | undefined, to: Mapping | undefined): { readonly from: string; readonly to: string } {
  const [was, is] = [from, to].map((source) => textOf(valueAt(source, 'valueFrom.secretKeyRef.name')));
  const withKey = was === is;
  const textFor = (source: Mapping | undefined): string => {
    const secret = textOf(valueAt(source, 'valueFrom.secretKeyRef.name'));
    if (secret !== undefined) return `Secret/${secret}${withKey ? `, ${textOf(valueAt(source, 'valueFrom.secretKeyRef.key')) ?? ''}` : ''}`;
    const value = textOf(source?.['value']);
    return source === undefined ? 'none' : value === undefined || name.includes('PASS') ? 'another value' : value;
  };
  return { from: textFor(from), to: textFor(to) };
}
