import path from 'node:path';

import { findAssets, HOW_TO } from '../../cluster/support/target';
import { describeWithBuilt, findBuilt } from '../../support/built-tools';

/** What tools/build.sh makes, each as the path of a file, and the programs of a Kubernetes API. */
export interface RoutingTools {
  readonly traefik: string;
  readonly egctl: string;
  /** Files of CustomResourceDefinitions: of the Gateway API, Traefik, Envoy Gateway and cert-manager. */
  readonly definitions: readonly string[];
  /** The folder of etcd, kube-apiserver and kubectl. */
  readonly assets: string;
}

const howTo =
  'no Traefik, egctl and definitions to test with. Build them (needs go; twelve minutes the first time), later runs find them by themselves: tests/routing/tools/build.sh';

/** Defines tests that need those files; without them they are skipped and say why, and fail under `CI=true`. */
export function describeWithRoutingTools(title: string, define: (tools: RoutingTools) => void): void {
  const built = findBuilt(
    'routing',
    ['versions.env', 'build.sh'].map((file) => path.join(__dirname, '../tools', file)),
    files,
  );
  const assets = findAssets(process.env);
  if (built === undefined || assets === undefined) {
    describeWithBuilt<RoutingTools>(title, undefined, built === undefined ? howTo : HOW_TO, define);
    return;
  }
  const [traefik, egctl, ...definitions] = built;
  describeWithBuilt(title, { traefik, egctl, definitions, assets }, howTo, define);
}

const files = ['traefik', 'egctl', 'gateway-api.yaml', 'traefik.yaml', 'envoy-gateway.yaml', 'cert-manager.yaml'] as const;
