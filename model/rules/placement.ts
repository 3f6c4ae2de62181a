import { credentialInValue } from '../../formats';
import { placeOf, placeUnder } from '../origin';
import { type AreaRules, rule } from './rule';

/** Reports labels of nodes that two fields want to be different. */
const nodeSelectorConflict = rule('node-selector-conflict', ({ platform }, report) => {
  const { architecture, nodeSelector } = platform.placement;
  const name = 'kubernetes.io/arch';
  const value = nodeSelector[name];
  if (architecture !== undefined && value !== undefined && value !== architecture)
    report({ name, value, field: 'architecture', other: architecture }, placeOf(platform, 'nodeSelector', name));
  for (const { key, placement } of platform.services) {
    const wanted = [
      ...(placement.architecture === undefined ? [] : [{ name, field: 'architecture', other: placement.architecture }]),
      ...(placement.dedicated === undefined
        ? []
        : [{ name: placement.dedicated.key, field: 'affinity.dedicated', other: placement.dedicated.value }]),
    ];
    for (const { name: label, field, other } of wanted) {
      const selected = Object.hasOwn(placement.nodeSelector, label) ? placement.nodeSelector[label] : undefined;
      if (selected !== undefined && selected !== other)
        report({ name: label, value: selected, field, other }, placeOf(platform, 'services', key, 'nodeSelector', label));
    }
  }
});

/** Reports services that would be near to one that is not there. */
const nearUnknown = rule('near-unknown', ({ platform, serviceByKey, suggestKey }, report) => {
  for (const { key, placement } of platform.services) {
    const { near } = placement;
    if (near === undefined) continue;
    const { service } = near;
    const state = service === key ? 'itself' : near.component !== undefined ? undefined : serviceByKey.has(service) ? 'cron' : 'unknown';
    if (state === undefined) continue;
    const suggestion = state === 'unknown' ? suggestKey(service) : undefined;
    report({ service, state, suggestion }, placeOf(platform, 'services', key, 'affinity', 'near', 'service'));
  }
});

/** Reports annotations of accounts that the team brings. */
const serviceAccountAnnotated = rule('service-account-annotated', ({ platform }, report) => {
  for (const { key, of, placement } of platform.services) {
    const { name, annotations } = placement.serviceAccount;
    if (name === undefined || of !== undefined) continue;
    if (Object.keys(annotations).length > 0) report({ name }, placeOf(platform, 'services', key, 'serviceAccount', 'annotations'));
  }
});

/** Reports annotations with credentials in them. */
const annotationCredential = rule('annotation-credential', ({ platform }, report) => {
  for (const [name, value] of Object.entries(platform.annotations)) {
    const kind = credentialInValue(value);
    if (kind !== undefined) report({ field: 'annotations', name, kind }, placeOf(platform, 'annotations', name));
  }
  for (const [name, value] of Object.entries(platform.placement.podAnnotations)) {
    const kind = credentialInValue(value);
    if (kind !== undefined) report({ field: 'podAnnotations', name, kind }, placeOf(platform, 'podAnnotations', name));
  }
  for (const [name, value] of Object.entries(platform.routing?.annotations ?? {})) {
    const kind = value === false ? undefined : credentialInValue(value);
    if (kind !== undefined && platform.routing !== undefined)
      report({ field: `${platform.routing.declaredBy}.annotations`, name, kind }, placeUnder(platform.routing.place, 'annotations', name));
  }
  for (const { key, placement } of platform.services) {
    for (const [name, value] of Object.entries(placement.podAnnotations)) {
      const kind = credentialInValue(value);
      if (kind !== undefined) report({ field: 'podAnnotations', name, kind }, placeOf(platform, 'services', key, 'podAnnotations', name));
    }
    for (const [name, value] of Object.entries(placement.serviceAccount.annotations)) {
      const kind = credentialInValue(value);
      if (kind !== undefined)
        report(
          { field: 'serviceAccount.annotations', name, kind },
          placeOf(platform, 'services', key, 'serviceAccount', 'annotations', name),
        );
    }
  }
});

/** The rules about where pods run, and what they carry. */
export const placementRules: AreaRules<'placement'> = [nodeSelectorConflict, nearUnknown, serviceAccountAnnotated, annotationCredential];
