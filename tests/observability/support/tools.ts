import path from 'node:path';
import { describeWithBuilt, findBuilt } from '../../support/built-tools';

/** What tools/build.sh brings, each as the path of the file. */
export interface ObservabilityTools {
  readonly promtool: string;
  readonly amtool: string;
  readonly prometheus: string;
  /** Rules that sloth has made of a promise of 99.9 %. */
  readonly 'sloth.yaml': string;
}

const howTo =
  'no promtool, amtool, Prometheus and rules of sloth to test with. Bring them (needs apt of Debian, and go; half a minute the first time), later runs find them by themselves: tests/observability/tools/build.sh';

/** Defines tests that need some of the programs; without them they are skipped and say why, and fail under `CI=true`. */
export function describeWithTools<Name extends keyof ObservabilityTools>(
  title: string,
  needed: readonly Name[],
  define: (tools: Pick<ObservabilityTools, Name>) => void,
): void {
  const pins = [path.join(__dirname, '../tools/versions.env'), path.join(__dirname, '../tools/build.sh')];
  const found = findBuilt('observability', pins, needed);
  const tools = found && (Object.fromEntries(needed.map((name, index) => [name, found[index]])) as Pick<ObservabilityTools, Name>);
  describeWithBuilt(title, tools, howTo, define);
}
