import { isDnsLabel } from './dns-label';
import { isIpAddress } from './ip-address';

/** The longest DNS name in characters. */
const maximumLength = 253;

/**
 * Whether a text is an RFC 1123 subdomain as Kubernetes checks it: labels joined by dots, at most 253 characters. Kubernetes does not hold each
 * label to 63 characters here, so that `isDnsSubdomain` accepts every legal name of a Secret or ConfigMap.
 * @returns true if it is; never throws
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names
 */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= maximumLength && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/.test(text);
}

/**
 * Whether a text can be the host of an Ingress: a DNS name, with an optional `*.` in front that stands for one label. An IP address cannot, nor
 * any other name whose last label is a number, since clients read that as an address; and each label has at most 63 characters, since no resolver
 * would answer for a longer one.
 * @returns true if it can; never throws
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards
 * @see https://url.spec.whatwg.org/#ends-in-a-number-checker
 */
export function isIngressHost(text: string): boolean {
  const labels = text.split('.');
  if (labels[0] === '*') labels.shift();
  return text.length <= maximumLength && labels.every(isDnsLabel) && !number.test(labels.at(-1) ?? '0');
}

/** What clients read as a part of an address. */
const number = /^(?:[0-9]+|0x[0-9a-f]*)$/;

/**
 * Whether a text names a host that clients find: a DNS name, or an address of IPv4. Each label has at most 63 characters. Other names whose last label is a number are none, since clients read them as an address: `1.5` as 1.0.0.5.
 * @returns true if it does; never throws
 * @see https://url.spec.whatwg.org/#ends-in-a-number-checker
 */
export function isHostName(text: string): boolean {
  const labels = text.split('.');
  return isDnsSubdomain(text) && labels.every(isDnsLabel) && (!number.test(labels.at(-1) ?? '') || isIpAddress(text));
}

/**
 * Whether a text is a DNS name with `*.` in front, which stands for one label: `*.s3.amazonaws.com`. What follows has a dot, since nobody means every name of a top-level domain.
 * @returns true if it is; never throws
 */
export function isHostPattern(text: string): boolean {
  return text.startsWith('*.') && isIngressHost(text) && text.indexOf('.', 2) > 0;
}
