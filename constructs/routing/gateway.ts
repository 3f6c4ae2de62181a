import type { Construct } from 'constructs';
import type { GatewaySpec, GatewaySpecListeners, HttpRouteSpec } from '../../imports/gateway.networking.k8s.io';
import type { Gateway, GatewayListener, HttpsRedirect } from '../../model/blueprint';
import { metadataOf, type Setting, type Subject } from '../delivery/metadata';
import { Manifest } from '../manifest';
import { parentRef } from './references';

/** The Gateway of a platform. */
export interface PlatformGatewayProps {
  readonly setting: Setting;
  readonly subject: Subject;
  readonly gateway: Gateway;
}

/**
 * A Gateway for the routes of its own namespace.
 * @see https://gateway-api.sigs.k8s.io/api-types/gateway/
 */
export class PlatformGateway extends Manifest {
  constructor(scope: Construct, id: string, { setting, subject, gateway }: PlatformGatewayProps) {
    const { name, className, listeners } = gateway;
    super(scope, id, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: metadataOf(setting, subject, { name, stage: 'routes' }),
      spec: { gatewayClassName: className, listeners: listeners.map(listenerOf) } satisfies GatewaySpec,
    });
  }
}

function listenerOf({ name, port, protocol, certificate }: GatewayListener): GatewaySpecListeners {
  return {
    name,
    port,
    protocol,
    ...(certificate !== undefined && { tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: certificate }] } }),
    allowedRoutes: { namespaces: { from: 'Same' } },
  };
}

/** The redirect of a platform. */
export interface HttpsRedirectRouteProps {
  readonly setting: Setting;
  readonly subject: Subject;
  readonly redirect: HttpsRedirect;
}

/** The HTTPRoute that sends who comes in plain HTTP to HTTPS. */
export class HttpsRedirectRoute extends Manifest {
  constructor(scope: Construct, id: string, { setting, subject, redirect }: HttpsRedirectRouteProps) {
    const { name, gateway, hosts, status } = redirect;
    super(scope, id, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: metadataOf(setting, subject, { name, stage: 'routes' }),
      spec: {
        parentRefs: [parentRef(gateway)],
        hostnames: [...hosts],
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: '/' } }],
            filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: status } }],
          },
        ],
      } satisfies HttpRouteSpec,
    });
  }
}
