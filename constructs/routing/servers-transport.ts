import type { Construct } from 'constructs';
import type { ServersTransportSpec } from '../../imports/traefik.io';
import { prunedLast } from '../delivery/kept';
import { metadataOf, type Setting, type Subject } from '../delivery/metadata';
import { Manifest } from '../manifest';

/** How Traefik sends requests to one Kubernetes Service. */
export interface ServersTransportProps {
  readonly setting: Setting;
  readonly subject: Subject;
  /** The name of the Kubernetes Service. */
  readonly name: string;
  /** The time that the first byte of an answer may take, in seconds. */
  readonly answerSeconds: number;
}

/** The idle connections to one pod that Traefik keeps by itself. An object that does not say it has two, and opens a new connection for most requests. */
const idleConnections = 200;

/**
 * The time limit of answers, which Traefik has for a whole Kubernetes Service. An annotation of that leads here.
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/serverstransport/
 */
export class ServersTransport extends Manifest {
  constructor(scope: Construct, id: string, { setting, subject, name, answerSeconds }: ServersTransportProps) {
    super(scope, id, {
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'ServersTransport',
      metadata: metadataOf(setting, subject, { name, stage: 'configuration', annotations: prunedLast(setting) }),
      spec: {
        maxIdleConnsPerHost: idleConnections,
        forwardingTimeouts: { responseHeaderTimeout: `${answerSeconds}s` },
      } satisfies ServersTransportSpec,
    });
  }
}
