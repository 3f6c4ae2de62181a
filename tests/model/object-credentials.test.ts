import { plainCredentials } from '../../model/objects/plain-credentials';
import { lettersOf } from '../fixtures/credentials/letters';

const secret = `Tr0u${lettersOf('abcdefghjkmnpqrstuvwxyz23456789ABCDEFGHJKMNPQRSTUVWXYZ')(9)}`;

const configMap = (data: Record<string, string>, more: object = {}): Record<string, unknown> => ({ kind: 'ConfigMap', data, ...more });

/** Objects that hold a credential, with the path of it. */
const found: readonly (readonly [of: string, object: Record<string, unknown>, path: string])[] = [
  [
    'values of Helm',
    { kind: 'HelmRelease', spec: { values: { postgresql: { auth: { password: secret } } } } },
    'spec.values.postgresql.auth.password',
  ],
  [
    'values of Helm as a text',
    { kind: 'HelmChart', spec: { valuesContent: `auth:\n  username: app\n  password: ${secret}\n` } },
    'spec.valuesContent',
  ],
  [
    'a template of a sealed Secret',
    { kind: 'SealedSecret', spec: { template: { stringData: { password: secret } } } },
    'spec.template.stringData.password',
  ],
  ['data of a template', { kind: 'SealedSecret', spec: { template: { data: { password: secret } } } }, 'spec.template.data.password'],
  [
    'a sealed value that is not sealed',
    { kind: 'SealedSecret', spec: { encryptedData: { password: secret } } },
    'spec.encryptedData.password',
  ],
  [
    'a template of External Secrets',
    { kind: 'ExternalSecret', spec: { target: { template: { data: { password: secret } } } } },
    'spec.target.template.data.password',
  ],
  [
    'text beside a placeholder',
    { kind: 'ExternalSecret', spec: { target: { template: { data: { password: `{{ .prefix }}${secret}` } } } } },
    'spec.target.template.data.password',
  ],
  ['a custom resource', { kind: 'App', spec: { clientSecret: secret } }, 'spec.clientSecret'],
  ['a key beside a secret one', { kind: 'App', spec: { secretAccessKey: secret } }, 'spec.secretAccessKey'],
  ['stringData of another kind', { kind: 'App', stringData: { password: secret } }, 'stringData.password'],
  ['an annotation', configMap({}, { metadata: { annotations: { 'x.io/password': secret } } }), 'metadata.annotations.x.io/password'],
  ['a label', { kind: 'App', metadata: { labels: { 'db-password': secret } } }, 'metadata.labels.db-password'],
  [
    'a parameter',
    { kind: 'Application', spec: { helm: { parameters: [{ name: 'auth.password', value: secret }] } } },
    'spec.helm.parameters.0.value',
  ],
  ['a parameter by its key', { kind: 'App', spec: { options: [{ key: 'api-key', value: secret }] } }, 'spec.options.0.value'],
  [
    'a credential by its type',
    { kind: 'KeycloakRealmImport', spec: { credentials: [{ type: 'password', value: secret }] } },
    'spec.credentials.0.value',
  ],
  ['a value below its name', { kind: 'App', spec: { password: { value: secret } } }, 'spec.password.value'],
  ['items of a list', { kind: 'App', spec: { passwords: [secret] } }, 'spec.passwords.0'],
  ['an option of its own', { kind: 'Job', spec: { args: ['--password', secret] } }, 'spec.args.1'],
  ['an option with its value', { kind: 'Job', spec: { args: [`--password=${secret}`] } }, 'spec.args.0'],
  ['a number as a text', { kind: 'App', spec: { password: '12345678' } }, 'spec.password'],
  ['a name of a Secret that is none', { kind: 'App', spec: { existingSecret: secret } }, 'spec.existingSecret'],
  ['a word as a password', { kind: 'App', spec: { adminPassword: 'sunshine' } }, 'spec.adminPassword'],
  ['an entry with dots', configMap({ 'db.password': secret }), 'data.db.password'],
  ['a file of one word', configMap({ 'password.txt': secret }), 'data.password.txt'],
  ['a file of one word and its line end', configMap({ 'api-token': `${secret}\n` }), 'data.api-token'],
  [
    'a mapping of YAML on one line in a file',
    configMap({ 'app.yaml': `level: info\ndb: {user: app, password: ${secret}}\n` }),
    'data.app.yaml',
  ],
  ['a block of YAML in a file', configMap({ 'app.yaml': `db:\n  password: >-\n    ${secret}\n` }), 'data.app.yaml'],
  ['JSON that escapes its slashes', configMap({ 'app.json': `{"url": "postgres:\\/\\/app:${secret}@db"}` }), 'data.app.json'],
  [
    'a header of nginx',
    configMap({ 'nginx.conf': 'location / {\n  proxy_set_header X-Api-Key "abcdef1234567890abcdef";\n}\n' }),
    'data.nginx.conf',
  ],
  ['JavaScript on one line', configMap({ 'app.js': `module.exports = { user: "app", password: "${secret}" };` }), 'data.app.js'],
  ['a list of users', configMap({ 'userlist.txt': `"app" "${secret}"\n` }), 'data.userlist.txt'],
  ['a long line', configMap({ 'app.conf': `${'x '.repeat(4000)}postgres://app:${secret}@db/app` }), 'data.app.conf'],
  [
    'Base64 in lines',
    configMap({
      'app.b64': Buffer.from(`${'#'.padEnd(35, 'x')}\npostgres://app:${secret}@db:5432/app and more text\n`)
        .toString('base64')
        .replaceAll(/.{76}/g, '$&\n'),
    }),
    'data.app.b64',
  ],
];

/** Objects as they are found in repositories, without a credential. */
const harmless: readonly (readonly [of: string, object: Record<string, unknown>])[] = [
  [
    'references of Helm',
    {
      kind: 'HelmRelease',
      spec: {
        values: {
          auth: {
            existingSecret: 'postgres-login',
            secretKeys: { adminPasswordKey: 'postgres-password', userPasswordKey: 'password' },
            enablePostgresUser: false,
            password: '',
          },
          imagePullSecrets: ['registry-login'],
          tls: { certificatesSecret: 'tls-2', autoGenerated: true },
        },
      },
    },
  ],
  [
    'External Secrets',
    {
      kind: 'ExternalSecret',
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
        target: {
          name: 'db-login',
          template: {
            data: {
              password: '{{ .password }}',
              uri: 'postgres://{{ .user }}:{{ .password }}@db:5432/app',
              'config.yaml': 'token: {{ .token }}\nuser: app\n',
              both: '{{ .user }}:{{ .password }}',
            },
          },
        },
        data: [
          { secretKey: 'password', remoteRef: { key: 'shop/db', property: 'password' } },
          { secretKey: 'DB_PASSWORD', remoteRef: { key: 'shop/db', property: 'DB_PASSWORD' } },
        ],
      },
    },
  ],
  [
    'a store',
    {
      kind: 'SecretStore',
      spec: {
        provider: {
          vault: {
            server: 'https://vault',
            auth: {
              kubernetes: { mountPath: 'kubernetes', role: 'app', serviceAccountRef: { name: 'app' } },
              tokenSecretRef: { name: 'vault-token', key: 'token' },
            },
          },
        },
      },
    },
  ],
  [
    'a sealed Secret',
    {
      kind: 'SealedSecret',
      spec: {
        encryptedData: { password: `AgB${'x7Q'.repeat(150)}` },
        template: {
          type: 'kubernetes.io/basic-auth',
          metadata: { name: 'db', annotations: { 'sealedsecrets.bitnami.com/managed': 'true' } },
        },
      },
    },
  ],
  [
    'a certificate',
    {
      kind: 'Certificate',
      spec: {
        secretName: 'shop-tls',
        privateKey: { algorithm: 'ECDSA', rotationPolicy: 'Always' },
        keystores: { pkcs12: { create: true, passwordSecretRef: { name: 'keystore', key: 'password' } } },
        issuerRef: { name: 'letsencrypt' },
      },
    },
  ],
  [
    'an issuer',
    {
      kind: 'ClusterIssuer',
      spec: {
        acme: {
          privateKeySecretRef: { name: 'account-key' },
          solvers: [{ dns01: { cloudflare: { apiTokenSecretRef: { name: 'cloudflare', key: 'api-token' } } } }],
        },
      },
    },
  ],
  [
    'a definition',
    {
      kind: 'CustomResourceDefinition',
      spec: {
        versions: [
          {
            schema: {
              openAPIV3Schema: {
                properties: {
                  password: {
                    type: 'string',
                    description: 'The password:\n  it must have 8 letters.\n\ntoken: the token1234 of the user\n',
                  },
                  secretKey: { type: 'string' },
                },
                required: ['password', 'token'],
              },
            },
          },
        ],
      },
    },
  ],
  [
    'an Ingress',
    {
      kind: 'Ingress',
      metadata: {
        annotations: {
          'nginx.ingress.kubernetes.io/auth-type': 'basic',
          'nginx.ingress.kubernetes.io/auth-secret': 'basic-auth',
          'nginx.ingress.kubernetes.io/auth-tls-secret': 'shop/client-ca',
          'nginx.ingress.kubernetes.io/auth-realm': 'Sign in',
          'nginx.ingress.kubernetes.io/affinity': 'cookie',
          'nginx.ingress.kubernetes.io/session-cookie-name': 'route',
          'cert-manager.io/cluster-issuer': 'letsencrypt',
        },
      },
      spec: { tls: [{ secretName: 'shop-tls' }] },
    },
  ],
  [
    'an account',
    {
      kind: 'ServiceAccount',
      secrets: [{ name: 'app-token-x2kd9' }],
      imagePullSecrets: [{ name: 'regcred' }],
      automountServiceAccountToken: false,
    },
  ],
  [
    'a role',
    {
      kind: 'Role',
      rules: [{ apiGroups: [''], resources: ['secrets', 'serviceaccounts/token'], resourceNames: ['db-password'], verbs: ['get'] }],
    },
  ],
  [
    'a pod',
    {
      kind: 'Pod',
      spec: {
        volumes: [
          {
            name: 'token',
            projected: {
              sources: [
                { serviceAccountToken: { path: 'token', audience: 'vault', expirationSeconds: 3600 } },
                { secret: { name: 'db', items: [{ key: 'password', path: 'db-password' }] } },
              ],
            },
          },
        ],
        containers: [
          {
            name: 'app',
            command: ['sh', '-c', 'export PGPASSWORD=$(cat /run/secrets/password)\npsql -c "select 1"\n'],
            args: ['--password-file', '/run/secrets/password', '--token=$(TOKEN)', '--secret-name', 'db'],
            env: [
              { name: 'PASSWORD_FILE', value: '/run/secrets/password' },
              { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
              { name: 'TOKEN_TTL', value: '3600' },
            ],
          },
        ],
      },
    },
  ],
  [
    'KEDA',
    { kind: 'TriggerAuthentication', spec: { secretTargetRef: [{ parameter: 'password', name: 'rabbitmq-login', key: 'password' }] } },
  ],
  [
    'a class of storage',
    {
      kind: 'StorageClass',
      parameters: { 'csi.storage.k8s.io/provisioner-secret-name': 'ceph', 'csi.storage.k8s.io/provisioner-secret-namespace': 'rook-ceph' },
    },
  ],
  [
    'a monitor',
    {
      kind: 'ServiceMonitor',
      spec: {
        endpoints: [
          {
            port: 'http',
            basicAuth: { username: { name: 'metrics', key: 'username' }, password: { name: 'metrics', key: 'password' } },
            bearerTokenFile: '/var/run/secrets/token',
          },
        ],
      },
    },
  ],
  [
    'CloudNativePG',
    {
      kind: 'Cluster',
      spec: {
        superuserSecret: { name: 'pg' },
        bootstrap: { initdb: { database: 'app', owner: 'app', secret: { name: 'app-login' } } },
        backup: {
          barmanObjectStore: {
            s3Credentials: { accessKeyId: { name: 's3', key: 'ACCESS_KEY_ID' }, secretAccessKey: { name: 's3', key: 'SECRET_ACCESS_KEY' } },
          },
        },
      },
    },
  ],
  ['a gateway of Istio', { kind: 'Gateway', spec: { servers: [{ tls: { mode: 'SIMPLE', credentialName: 'shop-tls-2' } }] } }],
  [
    'a user of Strimzi',
    {
      kind: 'KafkaUser',
      spec: { authentication: { type: 'scram-sha-512', password: { valueFrom: { secretKeyRef: { name: 'kafka', key: 'password' } } } } },
    },
  ],
  [
    'files',
    configMap({
      'nginx.conf': 'location / {\n  proxy_set_header Authorization $http_authorization;\n  proxy_pass http://app;\n}\n',
      'app.yaml': 'password:\n  minLength: 8\ntokenTtl: 3600\npasswordFile: /run/secrets/db\n',
      'password-policy.txt': 'A password has at least 12 characters.\n',
      'public.key': 'none',
      'app.password.min': '8',
    }),
  ],
];

describe('credentials in objects', () => {
  test.each(found)('are found: %s', (_of, object, path) => {
    expect(plainCredentials(object, String(object['kind'])).map((each) => each.path.join('.'))).toEqual([path]);
  });

  test.each(harmless)('harmless: %s', (_of, object) => {
    expect(plainCredentials(object, String(object['kind']))).toEqual([]);
  });

  test('an object that aliases make large is looked at in time', () => {
    let value: unknown = { user: 'app' };
    for (let level = 0; level < 40; level++) value = { password: value, token: [value, value], others: value };
    expect(plainCredentials({ kind: 'App', spec: value }, 'App')).toEqual([]);
  });
});
