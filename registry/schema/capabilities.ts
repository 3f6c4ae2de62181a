import * as z from 'zod';
import { legal } from './legal';

/** The API groups beyond Kubernetes' own of which Cadastre writes objects where an overlay says that the cluster serves them, in code-unit order. */
export const capabilities = ['cilium.io/v2', 'monitoring.coreos.com/v1', 'networking.gke.io/v1alpha1'] as const;

/** An API group with its version, such as `monitoring.coreos.com/v1`. */
export type Capability = (typeof capabilities)[number];

const known: ReadonlySet<string> = new Set(capabilities);

/** Whether Cadastre writes objects of an API group. */
export function isCapability(name: string): name is Capability {
  return known.has(name);
}

/** The API groups that a cluster serves. */
export const capabilitiesSchema = z.array(
  legal(z.string(), 'capability-unknown', isCapability, (capability) => ({ capability, known: capabilities })),
);
