import type { Construct } from 'constructs';
import type { ClientTrafficPolicySpec } from '../../imports/gateway.envoyproxy.io';
import type { Gateway, GatewayClients } from '../../model/blueprint';
import { metadataOf, type Setting, type Subject } from '../delivery/metadata';
import { Manifest, type CustomPlain } from '../manifest';
import { targetRef } from './references';

/** What a Gateway believes of requests. */
export interface GatewayClientPolicyProps {
  readonly setting: Setting;
  readonly subject: Subject;
  readonly gateway: Pick<Gateway, 'name'>;
  readonly clients: GatewayClients;
}

/**
 * Whose word Envoy Gateway takes for the address of a client, and which headers no client may send. They are taken away first of all: after the login was checked, they would be those that
 * the check has set.
 * @see https://gateway.envoyproxy.io/docs/api/extension_types/#clienttrafficpolicy
 */
export class GatewayClientPolicy extends Manifest {
  constructor(scope: Construct, id: string, { setting, subject, gateway, clients }: GatewayClientPolicyProps) {
    const { trustedProxies, withoutHeaders } = clients;
    super(scope, id, {
      apiVersion: 'gateway.envoyproxy.io/v1alpha1',
      kind: 'ClientTrafficPolicy',
      metadata: metadataOf(setting, subject, { name: gateway.name, stage: 'routes' }),
      spec: {
        targetRefs: [targetRef('Gateway', gateway.name)],
        ...(trustedProxies.length > 0 && { clientIPDetection: { xForwardedFor: { trustedCIDRs: [...trustedProxies] } } }),
        ...(withoutHeaders.length > 0 && { headers: { earlyRequestHeaders: { remove: [...withoutHeaders] } } }),
      } satisfies CustomPlain<ClientTrafficPolicySpec>,
    });
  }
}
