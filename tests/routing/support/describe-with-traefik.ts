import { describeWithBuilt } from '../../support/built-tools';
import { backendAddress, HOW_TO_NETWORK } from './network';
import { describeWithRoutingTools, type RoutingTools } from './tools';

/** Defines tests that need Traefik and an address that its backends can have; without them they are skipped and say why, and fail under `CI=true`. */
export function describeWithTraefik(title: string, define: (tools: RoutingTools) => void): void {
  if (backendAddress === undefined) describeWithBuilt<RoutingTools>(title, undefined, HOW_TO_NETWORK, define);
  else describeWithRoutingTools(title, define);
}
