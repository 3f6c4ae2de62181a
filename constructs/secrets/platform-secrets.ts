import type { App, Chart } from 'cdk8s';
import type { Blueprint, DevelopmentCredentials, SecretObject } from '../../model/blueprint';
import { TextFile } from '../text-file';
import { DevelopmentSecret } from './development-secret';
import { PasswordGenerator } from './password-generator';
import { PushedPassword } from './pushed-password';
import { SealedSecret } from './sealed-secret';
import { StoredSecret } from './stored-secret';

/** The app that files go to, its charts, and the blueprint with the values that stand beside it. */
export interface PlatformSecretsProps {
  readonly app: App;
  /** Finds or makes a chart by its name. */
  readonly chart: (name: string) => Chart;
  readonly blueprint: Blueprint;
  readonly credentials: DevelopmentCredentials | undefined;
}

/** Adds the objects that bring the data of a platform's Secrets, each to the chart that the blueprint names. */
export function addPlatformSecrets(props: PlatformSecretsProps): void {
  for (const object of props.blueprint.secretObjects) addSecretObject(props, object);
}

function addSecretObject({ app, chart, blueprint: setting, credentials }: PlatformSecretsProps, object: SecretObject): void {
  switch (object.kind) {
    case 'development':
      new DevelopmentSecret(chart(object.file), object.name, { setting, secret: object, data: credentials?.values[object.name] ?? {} });
      return;
    case 'password-generator':
      new PasswordGenerator(chart(object.file), 'password-generator', { setting, name: object.name });
      return;
    case 'pushed-password':
      new PushedPassword(chart(object.file), `push-${object.name}`, { setting, secret: object });
      return;
    case 'external-secret':
      new StoredSecret(chart(object.file), `secret-${object.name}`, { setting, secret: object });
      return;
    case 'sealed-secret':
      new SealedSecret(chart(object.file), `sealed-${object.name}`, { setting, secret: object });
      return;
    case 'encrypted-file':
      new TextFile(app, object.file, object.text);
  }
}
