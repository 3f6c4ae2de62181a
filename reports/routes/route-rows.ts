import type { CompiledPlatform, FeatureName } from '../../model';
import { dialectsOf, tableOfBlueprint } from '../../model/edge/table';
import { type Dialect, inPreferredOrder } from '../../model/route-table';
import { type DescribedRoute, routeDescriber } from './describe-route';
import { featureText } from './features';

/** A route of the table, with what the edge does for its requests. */
export interface RouteRow extends DescribedRoute {
  /** What the edge does, by name, as plain data. */
  readonly features: Readonly<Record<string, unknown>>;
  /** The same for people, such as `timeoutSeconds 600 s`. */
  readonly featureTexts: readonly string[];
}

/** The route table of an environment. */
export interface RouteReport {
  readonly product: string;
  readonly environment: string;
  /** Who reads the table. */
  readonly dialect: Dialect;
  /** By host, and for each in match order. */
  readonly rows: readonly RouteRow[];
}

/** Lists the routes of an environment, tools too. */
export function routeReport({ platform, blueprint }: Pick<CompiledPlatform, 'platform' | 'blueprint'>): RouteReport {
  const { table, sources } = tableOfBlueprint(blueprint);
  const describe = routeDescriber(blueprint, sources);
  const [dialect] = dialectsOf(platform.routing ?? { target: 'ingress', controller: 'none' });
  const rows = inPreferredOrder(table, dialect).map((route): RouteRow => {
    const { features, auth, rewrite } = sources.get(route)!.exposure;
    const texts = (Object.keys(features) as FeatureName[]).map((name) => `${name} ${featureText(name, features[name] as never)}`);
    const own = { ...(rewrite !== undefined && { rewrite }), ...(auth !== undefined && { auth: auth.kind }) };
    return {
      ...describe(route),
      features: { ...own, ...features },
      featureTexts: [...Object.entries(own).map(([name, value]) => `${name} ${value}`), ...texts],
    };
  });
  return { product: platform.product, environment: platform.environment, dialect, rows };
}
