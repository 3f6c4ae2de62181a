import { defineRegistry } from '../define';

/**
 * The services of the property-tax product. The entries of auth-gateway, notification-engine, audit-logging, api-gateway,
 * assessment-roll and tax-billing-instalment are taken over as they were; the others were known by name and database
 * alone, so their ports, routes and dependencies were chosen here (see docs/guides/property-tax.md).
 */
export const serviceRegistry = defineRegistry({
  // Platform
  'auth-gateway': {
    hostname: 'auth-gateway',
    port: 4100,
    database: 'auth_gateway',
    dockerfile: 'modules/platform/auth-gateway/Dockerfile',
    layer: 'platform',
    label: 'Auth Gateway',
    needsRedis: true,
    routes: ['/api/v1/auth', '/api/v1/users'],
  },
  'notification-engine': {
    hostname: 'notification-engine',
    port: 4101,
    database: 'notification_engine',
    dockerfile: 'modules/platform/notification-engine/Dockerfile',
    layer: 'platform',
    label: 'Notification Engine',
    routes: ['/api/v1/notifications', '/api/v1/templates'],
  },
  'audit-logging': {
    hostname: 'audit-logging',
    port: 4300,
    database: 'audit_logging',
    dockerfile: 'modules/platform/audit-logging/Dockerfile',
    layer: 'platform',
    label: 'Audit Logging',
    routes: ['/api/v1/audit-logs'],
  },

  // Shared
  'api-gateway': {
    hostname: 'api-gateway',
    port: 4110,
    database: '',
    dockerfile: 'modules/shared/api-gateway/Dockerfile',
    layer: 'shared',
    label: 'API Gateway',
    routes: ['/api/v1/citizen-portal'],
    dependsOn: ['auth-gateway', 'assessment-roll', 'tax-billing-instalment'],
    extraEnv: {
      AUTH_GATEWAY_URL: 'http://auth-gateway:4100',
      ASSESSMENT_ROLL_URL: 'http://assessment-roll:4104',
      TAX_BILLING_URL: 'http://tax-billing-instalment:4103',
    },
  },
  'billing-invoicing': {
    hostname: 'billing-invoicing',
    port: 4102,
    database: 'billing_invoicing',
    dockerfile: 'modules/shared/billing-invoicing/Dockerfile',
    layer: 'shared',
    label: 'Billing & Invoicing',
    routes: ['/api/v1/invoices', '/api/v1/statements'],
    dependsOn: ['notification-engine'],
    extraEnv: {
      NOTIFICATION_ENGINE_URL: 'http://notification-engine:4101',
    },
  },

  // Domain: revenue
  'assessment-roll': {
    hostname: 'assessment-roll',
    port: 4104,
    database: 'assessment_roll',
    dockerfile: 'modules/domain/revenue/assessment-roll/Dockerfile',
    layer: 'domain',
    label: 'Assessment Roll',
    routes: ['/api/v1/properties', '/api/v1/assessments', '/api/v1/owners'],
  },
  'tax-billing-instalment': {
    hostname: 'tax-billing-instalment',
    port: 4103,
    database: 'tax_billing_instalment',
    dockerfile: 'modules/domain/revenue/tax-billing-instalment/Dockerfile',
    layer: 'domain',
    label: 'Tax Billing & Instalment',
    routes: ['/api/v1/tax-bills', '/api/v1/instalments'],
    dependsOn: ['assessment-roll'],
    extraEnv: {
      ASSESSMENT_ROLL_URL: 'http://assessment-roll:4104',
    },
  },
  'tax-levy-rate': {
    hostname: 'tax-levy-rate',
    port: 4105,
    database: 'tax_levy_rate',
    dockerfile: 'modules/domain/revenue/tax-levy-rate/Dockerfile',
    layer: 'domain',
    label: 'Tax Levy & Rate',
    routes: ['/api/v1/levies', '/api/v1/tax-rates'],
    dependsOn: ['assessment-roll'],
    extraEnv: {
      ASSESSMENT_ROLL_URL: 'http://assessment-roll:4104',
    },
  },
  'payment-processing': {
    hostname: 'payment-processing',
    port: 4106,
    database: 'payment_processing',
    dockerfile: 'modules/domain/revenue/payment-processing/Dockerfile',
    layer: 'domain',
    label: 'Payment Processing',
    routes: ['/api/v1/payments', '/api/v1/refunds'],
    dependsOn: ['tax-billing-instalment', 'billing-invoicing', 'audit-logging'],
    extraEnv: {
      TAX_BILLING_URL: 'http://tax-billing-instalment:4103',
      BILLING_INVOICING_URL: 'http://billing-invoicing:4102',
      AUDIT_LOGGING_URL: 'http://audit-logging:4300',
    },
  },
  'tax-certificates': {
    hostname: 'tax-certificates',
    port: 4107,
    database: 'tax_certificates',
    dockerfile: 'modules/domain/revenue/tax-certificates/Dockerfile',
    layer: 'domain',
    label: 'Tax Certificates',
    routes: ['/api/v1/tax-certificates'],
    dependsOn: ['assessment-roll', 'tax-billing-instalment'],
    extraEnv: {
      ASSESSMENT_ROLL_URL: 'http://assessment-roll:4104',
      TAX_BILLING_URL: 'http://tax-billing-instalment:4103',
    },
  },
  'tax-sale-proceedings': {
    hostname: 'tax-sale-proceedings',
    port: 4108,
    database: 'tax_sale_proceedings',
    dockerfile: 'modules/domain/revenue/tax-sale-proceedings/Dockerfile',
    layer: 'domain',
    label: 'Tax Sale Proceedings',
    routes: ['/api/v1/tax-sales'],
    dependsOn: ['assessment-roll', 'tax-billing-instalment', 'notification-engine'],
    extraEnv: {
      ASSESSMENT_ROLL_URL: 'http://assessment-roll:4104',
      TAX_BILLING_URL: 'http://tax-billing-instalment:4103',
      NOTIFICATION_ENGINE_URL: 'http://notification-engine:4101',
    },
  },

  // The web application: everything that no API route takes.
  'property-tax-web': {
    hostname: 'property-tax-web',
    port: 3000,
    dockerfile: 'apps/property-tax-web/Dockerfile',
    layer: 'domain',
    label: 'Property Tax Web',
    runtime: 'nextjs',
    // Next.js puts a standalone build of a monorepo below the application's own folder.
    writablePaths: ['/app/apps/property-tax-web/.next/cache'],
    routes: ['/'],
    dependsOn: ['api-gateway'],
    extraEnv: {
      API_GATEWAY_URL: 'http://api-gateway:4110',
    },
  },
});
