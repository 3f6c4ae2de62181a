import * as z from 'zod';
import { isQualifiedName, prefixOf } from '../../formats';
import { inspected, type ReportIllegal } from './legal';

/** The most of a resource that anybody has. */
const mostDevices = 1_000_000;

function inspect(resources: Readonly<Record<string, number | false>>, report: ReportIllegal): void {
  for (const [name, amount] of Object.entries(resources)) {
    const flaw = !isNameOfDevice(name) ? 'name' : amount !== false && !isNumberOfDevices(amount) ? 'amount' : undefined;
    if (flaw !== undefined)
      report('extended-resource-invalid', { name, flaw, amount: String(amount) }, { path: [name], key: flaw === 'name' });
  }
}

/** The domain `kubernetes.io` is that of resources of Kubernetes itself, and `requests.` the start of a line of a quota. */
function isNameOfDevice(name: string): boolean {
  const prefix = prefixOf(name);
  return prefix !== '' && isQualifiedName(name) && !/(?:^|\.)kubernetes\.io$/.test(prefix) && !prefix.startsWith('requests.');
}

function isNumberOfDevices(amount: number): boolean {
  return Number.isInteger(amount) && amount >= 1 && amount <= mostDevices;
}

/**
 * Whole numbers of devices by the name that their plugin gives them.
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources
 */
export const extendedResourcesSchema = inspected(z.record(z.string(), z.number()), inspect);

/** The same, where `false` removes one that another layer sets. */
export const removableResourcesSchema = inspected(z.record(z.string(), z.union([z.number(), z.literal(false)])), inspect);
