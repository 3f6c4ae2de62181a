import { buildApp } from '../../constructs';
import type { CompiledPlatform, KubernetesObject } from '../../model';
import type { Diagnostic } from '../../diagnostics';
import { checkUpgrade } from '../../plan';
import type { Change } from '../fixtures/rules/upgrades';
import { compiled, type Input, shop, withValues } from '../support/shop';

/** Every object of a platform but for development Secrets, which are never compared. */
export function objectsIn(platform: CompiledPlatform): KubernetesObject[] {
  return buildApp(platform, { write: () => undefined })
    .render()
    .flatMap(({ file, objects }) => (file.endsWith('.secret.k8s.yaml') ? [] : (objects as unknown as KubernetesObject[])));
}

/** The input of a change, before and now. */
export function inputsOf({ of = 'prod', before = {}, now }: Change): readonly [Input, Input] {
  // An object of a fixture is not for two inputs: a later value would be set in both.
  const fresh = (): Input => withValues(shop(of), structuredClone(before));
  return [fresh(), withValues(fresh(), structuredClone(now))];
}

/**
 * The findings about a change.
 * @throws if the input cannot be compiled, with the findings
 */
export function upgradeOf(change: Change): Diagnostic[] {
  const [before, now] = inputsOf(change).map((input) => {
    const { platforms, diagnostics } = compiled(input);
    if (platforms[0] === undefined) throw new Error(JSON.stringify(diagnostics));
    return platforms[0];
  });
  return checkUpgrade({ platform: now!.platform, blueprint: now!.blueprint, before: objectsIn(before!), now: objectsIn(now!) });
}
