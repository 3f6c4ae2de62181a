import { ApiObject, App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { PatchProblem } from './patch/apply-patches';
import { TextFile } from './text-file';

/** One chart's objects, as plain JSON. */
export interface RenderedChart {
  /** The chart's file, such as `assessment-roll.k8s.yaml`. */
  readonly file: string;
  /** The rendered API objects: plain JSON. */
  readonly objects: readonly RenderedObject[];
}

/** One rendered API object. */
export type RenderedObject = Readonly<Record<string, unknown>> & {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>> & { readonly name: string; readonly namespace?: string };
};

/** A file that is written as it is. */
export interface RenderedText {
  /** The file's name, such as `jwt.k8s.yaml.sops`. */
  readonly file: string;
  readonly text: string;
}

/** The receiver of what a {@link PlatformApp} renders. */
export interface PlatformAppProps {
  /** Takes what was rendered: nothing is written before everything is rendered. */
  readonly write: (charts: readonly RenderedChart[], texts: readonly RenderedText[]) => void;
}

/**
 * A cdk8s app that is walked once. The stock one resolves and validates the whole app again for every chart, and
 * writes file by file while it goes.
 */
export class PlatformApp extends App {
  /** The patches that did not fit: what is rendered is without them. */
  patchProblems: readonly PatchProblem[] = [];
  private readonly write: PlatformAppProps['write'];

  constructor({ write }: PlatformAppProps) {
    super({ recordConstructMetadata: false });
    this.write = write;
  }

  /**
   * Renders every object of every chart.
   * @throws when a construct's own validation finds something
   */
  render(): RenderedChart[] {
    const objects = new Map<Chart, RenderedObject[]>();
    const problems: string[] = [];
    for (const construct of this.node.findAll()) {
      problems.push(...construct.node.validate().map((problem) => `[${construct.node.path}] ${problem}`));
      if (Chart.isChart(construct)) objects.set(construct, []);
      else if (ApiObject.isApiObject(construct)) objects.get(construct.chart)?.push(construct.toJson() as RenderedObject);
    }
    if (problems.length > 0) throw new Error(`Validation failed with the following errors:\n  ${problems.join('\n  ')}`);
    return [...objects].map(([chart, rendered]) => ({ file: `${chartName(chart)}${this.outputFileExtension}`, objects: rendered }));
  }

  /** Every file that is written as it is. */
  renderTexts(): RenderedText[] {
    return this.node.children.filter((child) => child instanceof TextFile).map(({ file, text }) => ({ file, text }));
  }

  /** Renders everything, then hands it over to be written. */
  override synth(): void {
    this.write(this.render(), this.renderTexts());
  }
}

function chartName(chart: IConstruct): string {
  return chart.node.path.replaceAll('/', '-');
}
