import type { Construct } from 'constructs';
import { Manifest } from '../manifest';

/**
 * How the health of an Application is found: without it, one that applies others waits for none of them.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#argocd-app
 */
const ofApplication = `hs = {}
hs.status = "Progressing"
hs.message = ""
if obj.status ~= nil then
  if obj.status.health ~= nil then
    hs.status = obj.status.health.status
    if obj.status.health.message ~= nil then
      hs.message = obj.status.health.message
    end
  end
end
return hs
`;

/** How the health of an Ingress is found: controllers that publish no address, as Traefik without \`publishedService\`, would leave it Progressing for ever. */
const ofIngress = `hs = {}
hs.status = "Healthy"
hs.message = "no address is published"
if obj.status ~= nil and obj.status.loadBalancer ~= nil and obj.status.loadBalancer.ingress ~= nil then
  hs.message = ""
end
return hs
`;

/**
 * What Argo CD has to be told once for all products. It is the same for each of them, so that of two which are applied the later one takes nothing away.
 */
export class HealthChecks extends Manifest {
  constructor(scope: Construct, id: string, { namespace }: { /** The namespace of Argo CD. */ readonly namespace: string }) {
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      // Argo CD reads it by its name and the label `part-of`, and its own manifests have both labels.
      metadata: { name: 'argocd-cm', namespace, labels: { 'app.kubernetes.io/name': 'argocd-cm', 'app.kubernetes.io/part-of': 'argocd' } },
      data: {
        'resource.customizations.health.argoproj.io_Application': ofApplication,
        'resource.customizations.health.networking.k8s.io_Ingress': ofIngress,
      },
    });
  }
}
