import * as z from 'zod';

/** What every tool can be told. */
const reachable = {
  /**
   * The DNS name it is served under, by an Ingress of its own with the class of `ingress`.
   * @default none: it is reached by `kubectl port-forward` alone
   */
  host: z.string().optional(),
};

/** A development tool by its name alone: with everything at its default. */
const toolNameSchema = z.enum(['pgadmin', 'prisma-studio']);

/** A development tool with what it is told. */
const toolSettingsSchema = z.discriminatedUnion('tool', [
  z.strictObject({
    /** pgAdmin, with the databases of all services listed and no password known to it. */
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
    secret: z.string().optional(),
  }),
  z.strictObject({
    /** Prisma Studio, on the database of one service. It asks nobody to log in. */
    tool: z.literal('prisma-studio'),
    ...reachable,
    /** The registry key of the service whose database it shows. */
    service: z.string(),
    /**
     * The image, with its tag. The Prisma CLI and the service's schema must be in it.
     * @default the image of the service
     */
    image: z.string().optional(),
    /**
     * What is run. It has to listen on port 5555 of every interface.
     * @default ['npx', 'prisma', 'studio', '--port', '5555', '--browser', 'none', '--hostname', '0.0.0.0']
     */
    command: z.array(z.string()).min(1).optional(),
  }),
]);

/** The development tools of an environment: names, or mappings where more is to be said. */
export const developmentToolsSchema = z.array(z.union([toolNameSchema, toolSettingsSchema]));

/** A development tool with what it is told. */
export type ToolSettings = z.output<typeof toolSettingsSchema>;
