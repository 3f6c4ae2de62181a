import * as z from 'zod';
import { ingressHostSchema } from './ingress';
import { secretNameSchema } from './values';
import { argumentsSchema } from './texts';

/** The settings of every tool. */
const reachable = {
  /**
   * The DNS name of the tool, which gets an Ingress of its own with the class of `ingress`.
   * @default none: only `kubectl port-forward` reaches the tool
   */
  host: ingressHostSchema.optional(),
};

/** A development tool by its name alone, with the default settings. */
const toolNameSchema = z.enum(['pgadmin', 'prisma-studio']);

/** A development tool with its settings. */
const toolSettingsSchema = z.discriminatedUnion('tool', [
  z.strictObject({
    /** pgAdmin. It lists the databases of all services, and knows no password. */
    tool: z.literal('pgadmin'),
    ...reachable,
    /**
     * The image, with its tag.
     * @default 'dpage/pgadmin4:9.19'
     */
    image: z.string().optional(),
    /**
     * The Secret with the login: keys `email` and `password`.
     * @default 'pgadmin-auth'
     */
    secret: secretNameSchema.optional(),
  }),
  z.strictObject({
    /** Prisma Studio, on the database of one service. It has no login. */
    tool: z.literal('prisma-studio'),
    ...reachable,
    /** The registry key of the service with the database. */
    service: z.string(),
    /**
     * The image, with its tag. It must contain the Prisma CLI and the service's schema.
     * @default the image of the service
     */
    image: z.string().optional(),
    /**
     * The command of the container. It has to listen on port 5555 of every interface.
     * @default ['npx', 'prisma', 'studio', '--port', '5555', '--browser', 'none', '--hostname', '0.0.0.0']
     */
    command: argumentsSchema('command').min(1).optional(),
  }),
]);

/** The development tools of an environment: names, or mappings with settings. */
export const developmentToolsSchema = z.array(z.union([toolNameSchema, toolSettingsSchema]));

/** A development tool with its settings. */
export type ToolSettings = z.output<typeof toolSettingsSchema>;
