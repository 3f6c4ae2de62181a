import type { Runtime } from '../../registry/schema';
import { rule } from './rule';

/** Prefixes of the variables that are put into what browsers load when the image is built. */
const buildTimePrefixes: Readonly<Partial<Record<Runtime, RegExp>>> = {
  nextjs: /^NEXT_PUBLIC_/,
  static: /^(?:NEXT_PUBLIC_|VITE_|REACT_APP_)/,
};

/** Reports environment variables of web services that only count when the image is built. */
export const envBuildTime = rule('env-build-time', ({ variables }, report) => {
  for (const { service, name, origin } of variables.plain) {
    if (buildTimePrefixes[service.runtime]?.test(name) === true) report({ variable: name }, origin.place);
  }
});
