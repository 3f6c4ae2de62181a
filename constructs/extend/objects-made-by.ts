import * as cdk8s from 'cdk8s';
import type { IConstruct } from 'constructs';
import { deepFreeze } from '../../model/blueprint';
import type { MadeObject, MakeObjects } from '../../model/platform';
import { withAnyChildren } from '../children';
import type { Extension } from './extend';

/** The classes of cdk8s that an extension runs in. */
export type Cdk8s = Pick<typeof cdk8s, 'ApiObject' | 'App' | 'Chart'>;

/** Deep enough for constructs of constructs. */
const frames = 60;

/**
 * Turns an extension into what `compile` takes: a function from a platform to objects, as plain JSON. It has an app of its own, so it cannot reach the
 * constructs of Cadastre.
 * @param library the copy of cdk8s that the extension has, if that is not the one of this module: values that are made late are known to their own copy alone
 */
export function objectsMadeBy(extension: Extension, library: Cdk8s = cdk8s): MakeObjects {
  return (platform, blueprint) => {
    const chart = new library.Chart(withAnyChildren(new library.App()), platform.product, {
      namespace: blueprint.namespace,
      disableResourceNameHashes: true,
    });
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = frames;
    try {
      const spots = watchChildren(chart);
      // A copy, so that it cannot change what Cadastre makes, and frozen, so that it is told where it tries to.
      const result: unknown = extension({ chart, ...deepFreeze(structuredClone({ platform, blueprint })) });
      if (typeof (result as { then?: unknown } | undefined)?.then === 'function')
        throw new Error('it returns a promise: an extension is done when it returns');
      return renderedObjects(chart.node.root, library, (construct) => spots.get(childOf(chart, construct)));
    } finally {
      Error.stackTraceLimit = limit;
    }
  };
}

/** Notes for each construct that is put right under a chart where that was done. */
function watchChildren(chart: IConstruct): ReadonlyMap<IConstruct | undefined, Error> {
  const spots = new Map<IConstruct | undefined, Error>();
  const node = chart.node as unknown as { addChild: (child: IConstruct, name: string) => void };
  const addChild = node.addChild.bind(node);
  node.addChild = (child, name) => {
    addChild(child, name);
    spots.set(child, new Error(name));
  };
  return spots;
}

function childOf(chart: IConstruct, construct: IConstruct): IConstruct | undefined {
  const path = construct.node.scopes;
  return path[path.indexOf(chart) + 1];
}

function renderedObjects(root: IConstruct, library: Cdk8s, spotOf: (construct: IConstruct) => Error | undefined): MadeObject[] {
  const constructs = root.node.findAll();
  for (const construct of constructs) {
    const [problem] = construct.node.validate();
    if (problem !== undefined) throw new Error(`${construct.node.path}: ${problem}`);
  }
  return constructs
    .filter((construct) => library.ApiObject.isApiObject(construct))
    .map((construct) => ({ object: jsonOf(construct), madeAt: spotOf(construct) }));
}

/** The object as the API server would get it: a copy, without what code could have put into it. */
function jsonOf(construct: cdk8s.ApiObject): unknown {
  const text = JSON.stringify(construct.toJson(), (field, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${construct.node.path}: \`${field}\` is ${value}`);
    return value;
  });
  return JSON.parse(text) as unknown;
}
