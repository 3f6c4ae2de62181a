import type { Chart } from 'cdk8s';
import type { Blueprint, Exposure } from '../../model/blueprint';
import { createSubject, type Subject, workloadSubject } from '../delivery/metadata';
import { ExposureBackendTrafficPolicy } from './backend-traffic-policy';
import { HostsCertificate } from './certificate';
import { GatewayClientPolicy } from './client-traffic-policy';
import { HttpsRedirectRoute, PlatformGateway } from './gateway';
import { ExposureHttpRoute } from './http-route';
import { ExposureIngress } from './ingress';
import { TraefikMiddleware } from './middleware';
import { ExposureSecurityPolicy } from './security-policy';

/** Adds the ways in, each to its file, and what they have in common. */
export function addRouting(chart: (file: string) => Chart, blueprint: Blueprint): void {
  const { product } = blueprint;
  const workloads = new Map(blueprint.workloads.map((workload) => [workload.id, workload]));
  const shared = createSubject(blueprint, { name: product, instance: product, component: 'routes' });
  const written = new Set<string>();
  for (const exposure of blueprint.exposures) {
    const own = exposure.workload === undefined ? undefined : workloads.get(exposure.workload);
    const subject = own === undefined ? shared : workloadSubject(blueprint, own);
    for (const middleware of exposure.middlewares) {
      if (written.has(middleware.name)) continue;
      written.add(middleware.name);
      const of = middleware.file === exposure.file ? subject : shared;
      new TraefikMiddleware(chart(middleware.file), middleware.name, { setting: blueprint, subject: of, middleware });
    }
    if (exposure.gateway === undefined)
      new ExposureIngress(chart(exposure.file), `ingress-${exposure.name}`, { setting: blueprint, subject, exposure, workloads });
    else addHttpRoutes(chart(exposure.file), blueprint, exposure, subject);
  }
  addShared(chart, blueprint, shared);
}

function addHttpRoutes(chart: Chart, setting: Blueprint, exposure: Exposure, subject: Subject): void {
  const { name, gateway, httpRoutes, policies } = exposure;
  if (gateway === undefined) return;
  for (const route of httpRoutes) new ExposureHttpRoute(chart, `http-route-${route.name}`, { setting, subject, exposure, gateway, route });
  const props = { setting, subject, exposure };
  if (policies.includes('SecurityPolicy')) new ExposureSecurityPolicy(chart, `security-policy-${name}`, props);
  if (policies.includes('BackendTrafficPolicy')) new ExposureBackendTrafficPolicy(chart, `backend-traffic-policy-${name}`, props);
}

function addShared(chart: (file: string) => Chart, blueprint: Blueprint, subject: Subject): void {
  const of = { setting: blueprint, subject };
  for (const gateway of blueprint.gateways) {
    const { name, file, clients } = gateway;
    new PlatformGateway(chart(file), `gateway-${name}`, { ...of, gateway });
    if (clients !== undefined) new GatewayClientPolicy(chart(file), `client-traffic-policy-${name}`, { ...of, gateway, clients });
  }
  for (const redirect of blueprint.redirects)
    new HttpsRedirectRoute(chart(redirect.file), `redirect-${redirect.name}`, { ...of, redirect });
  for (const certificate of blueprint.certificates)
    new HostsCertificate(chart(certificate.file), `certificate-${certificate.name}`, { ...of, certificate });
}
