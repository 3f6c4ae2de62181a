import { partsOf } from '../../backing/variables';
import { type Origin, recordedIn } from '../../origin';
import { type EnvVariable, helpersOf, type Platform, type SecretKey, type Service } from '../../platform';

/** A plain environment variable of a service that somebody wrote, in an entry, a default or an overlay. */
export interface PlainVariable {
  readonly service: Service;
  readonly name: string;
  readonly value: string;
  readonly origin: Origin;
  /** The value as it was written, with references; undefined if it is the same. */
  readonly written: string | undefined;
  /** The container beside that of the service that has it; left out for the service's own. */
  readonly helper?: string;
}

/** An environment variable of a service that somebody wrote as a reference to a Secret. */
export interface SecretVariable {
  readonly service: Service;
  readonly name: string;
  readonly secret: SecretKey;
  readonly origin: Origin;
  /** The container beside that of the service that has it; left out for the service's own. */
  readonly helper?: string;
}

/** An environment variable of a service that somebody wrote as a text with references to what is secret. */
export interface ReferringVariable {
  readonly service: Service;
  readonly name: string;
  readonly written: string;
  /** The value, with `notShown` in place of what is secret. */
  readonly value: string;
  readonly origin: Origin;
  /** The container beside that of the service that has it; left out for the service's own. */
  readonly helper?: string;
}

/** Stands for what is secret in the value of a variable: a host that nothing has. */
export const notShown = 'not-shown.invalid';

/** The environment variables of a platform that somebody wrote. */
export interface WrittenVariables {
  readonly plain: readonly PlainVariable[];
  readonly secret: readonly SecretVariable[];
  /** Those whose text refers to what is secret, with that text. */
  readonly referring: readonly ReferringVariable[];
}

/**
 * Lists the environment variables of all services, without those that are built in.
 * @returns by service, then by container, then by name
 */
export function writtenVariables({ services }: Platform): WrittenVariables {
  const plain: PlainVariable[] = [];
  const secret: SecretVariable[] = [];
  const referring: ReferringVariable[] = [];
  for (const service of services) {
    // Those of a lender are found with the lender.
    const lent = new Set(service.of?.variables);
    for (const { name, value, origin, written } of service.config) {
      if (origin.layer !== 'built-in' && !lent.has(name)) plain.push({ service, name, value, origin, written });
    }
    for (const variable of service.env) {
      const { name, origin, written, hidden = false } = variable;
      if (origin.layer === 'built-in' || hidden || lent.has(name)) continue;
      if (written !== undefined) referring.push({ service, name, written, value: shownValueOf(service.env, name), origin });
      else if (variable.kind === 'secret') secret.push({ service, name, secret: variable.secret, origin });
    }
    for (const { name: helper, env } of helpersOf(service)) {
      for (const variable of env) {
        const { name, origin, written } = variable;
        if (variable.hidden === true) continue;
        if (variable.kind === 'literal') plain.push({ service, name, value: variable.value, origin, written, helper });
        else if (written !== undefined) referring.push({ service, name, written, value: shownValueOf(env, name), origin, helper });
        else if (variable.kind === 'secret') secret.push({ service, name, secret: variable.secret, origin, helper });
      }
    }
  }
  return { plain, secret, referring };
}

function shownValueOf(variables: readonly EnvVariable[], name: string): string {
  return (partsOf(variables, name) ?? []).map((part) => (typeof part === 'string' ? part : notShown)).join('');
}

/** Lists the plain variables that a later layer replaced or took away: they reach no container, and still stand in a file. */
export function overruledVariables(platform: Platform): Pick<PlainVariable, 'name' | 'value' | 'origin'>[] {
  const found: Pick<PlainVariable, 'name' | 'value' | 'origin'>[] = [];
  for (const { key } of platform.services) {
    for (const [name, { overruled = [] }] of Object.entries(recordedIn(platform, 'services', key, 'variables'))) {
      for (const { value, layer, place } of overruled) if (typeof value === 'string') found.push({ name, value, origin: { layer, place } });
    }
  }
  return found;
}
