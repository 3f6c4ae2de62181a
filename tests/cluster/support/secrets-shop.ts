import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const registry = `
export const serviceRegistry = {
  catalogue: { hostname: 'catalogue', port: 4000, database: 'catalogue', layer: 'domain', label: 'Catalogue', routes: ['/api/catalogue'] },
  orders: {
    hostname: 'orders', port: 4001, database: 'orders', layer: 'domain', label: 'Orders', routes: ['/api/orders'], needsRedis: true, needsRabbitmq: true,
    secrets: {
      SESSION_KEY: { secret: 'tokens', key: 'session' },
      REFRESH_KEY: { secret: 'tokens', key: 'refresh' },
      SENTRY_DSN: { secret: 'sentry', key: 'dsn', optional: true },
    },
  },
};
`;

const environments = {
  // Everything can be made.
  lone: `
development: true
delivery: kubectl
images: { tag: 1.0.0 }
secrets: { provider: existing }
postgres: { provider: in-cluster }
redis: { provider: in-cluster }
rabbitmq: { provider: in-cluster }
ingress: { className: traefik, host: shop.localhost }
`,
  // Others decide on the logins of the servers, the certificates and the image registry.
  tied: `
delivery: argocd
images: { tag: 1.0.0, pullSecrets: [registry-login] }
secrets: { provider: existing }
postgres: { provider: external, host: db.example.com, maxConnections: 200, tls: { mode: verify-full } }
redis: { provider: external, host: redis.example.com, tls: true }
rabbitmq: { provider: external, host: mq.example.com, tls: true }
network: { hosts: { db.example.com: [10.0.1.0/24], redis.example.com: [10.0.2.0/24], mq.example.com: [10.0.3.0/24] } }
ingress: { className: traefik, host: shop.example.com, tls: { secretName: shop-tls } }
`,
} as const;

/** An environment of the shop whose Secrets are looked after. */
export type ShopEnvironment = keyof typeof environments;

/**
 * Writes a registry with one product, `shop`, whose environments have the provider `existing` and a namespace of the test's own.
 * @param edit changes the text of the registry's entries
 * @returns the registry's folder
 */
export function writeSecretsShop(folder: string, namespace: string, edit: (source: string) => string = (source) => source): string {
  const product = path.join(folder, 'shop');
  mkdirSync(path.join(product, 'environments'), { recursive: true });
  writeFileSync(path.join(product, 'service-registry.ts'), edit(registry));
  writeFileSync(
    path.join(product, 'manifest.yaml'),
    `name: shop\nlabel: Shop\nimageRegistry: registry.example.com/shop\nenvironments: [${Object.keys(environments).join(', ')}]\nservices: [catalogue, orders]\n`,
  );
  for (const [name, overlay] of Object.entries(environments)) {
    // Two environments in one namespace would be a finding.
    writeFileSync(
      path.join(product, 'environments', `${name}.yaml`),
      `namespace: ${namespace}${name === 'lone' ? '' : `-${name}`}\n${overlay.trimStart()}`,
    );
  }
  return folder;
}
