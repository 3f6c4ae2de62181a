import type { RouteTable } from './build';
import { patternsOver } from './hosts';

/**
 * One host for each class of hosts that all dialects tell apart.
 *
 * Why these are enough: a dialect asks of a host only whether the table has it, and which wildcards take it. If the table has it, it is listed
 * itself. Else let `*.s` be the longest wildcard over it. Where a wildcard takes any number of labels, the wildcards that take the host are `*.s` and
 * those over `s`, whatever the host is. Where a wildcard takes one label, only the one over the rest of the host can take it: that is `*.s` if the
 * host has one label more than `s`; if it has two or more, that would be a longer wildcard, so none does. Hence one host with one more label, and
 * one with two, both new. A host under no wildcard is taken by routes of any host alone.
 *
 * @returns the hosts, by the host of the table that they stand for; of these the first is the one to show
 */
export function hostClasses(table: RouteTable): Map<string, readonly string[]> {
  const suffixes = new Set<string>();
  for (const host of table.hosts)
    for (let rest = host.replace(/^\*\./, ''); rest !== ''; rest = rest.includes('.') ? rest.slice(rest.indexOf('.') + 1) : '')
      suffixes.add(rest);
  const unused = (parent: string): string => {
    const names = labels.map((label) => `${label}.${parent}`);
    const free = names.find((name) => !suffixes.has(name));
    if (free !== undefined) return free;
    let number = 1;
    while (suffixes.has(`host-${number}.${parent}`)) number += 1;
    return `host-${number}.${parent}`;
  };
  const classes = new Map<string, readonly string[]>();
  for (const host of table.byHost.keys()) {
    if (host.startsWith('*.')) {
      const under = unused(host.slice(2));
      classes.set(host, [under, `${labels[1]}.${under}`]);
    } else classes.set(host, [host === '' ? unclaimed() : host]);
  }
  return classes;

  function unclaimed(): string {
    const isFree = (host: string): boolean => patternsOver(host, 'labels').every((pattern) => pattern === '' || !table.hosts.has(pattern));
    return ['example.com', 'example.org', 'example.net'].find(isFree) ?? unused('invalid');
  }
}

/** Labels that a person would take for a host. */
const labels = ['www', 'app', 'my', 'new'] as const;
