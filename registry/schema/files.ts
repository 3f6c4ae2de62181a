import * as z from 'zod';
import { filePathFlaw, isDataKey, productPath } from '../../formats';
import { inspected, legal } from './legal';
import { textSchema } from './texts';
import { secretNameSchema } from './values';

/** Where the content of a file comes from. */
const fileSchema = z.union([
  z.literal(false),
  z.strictObject({
    /** A file of the product's folder, such as `./config/app.yaml`. Text and other content are passed on byte by byte. */
    from: legal(
      z.string(),
      'file-outside',
      (from) => productPath(from) !== undefined,
      (from) => ({ from }),
    ),
  }),
  z.strictObject({
    /** The content itself. It is literal: `$(NAME)` and `${NAME}` are not expanded. */
    text: textSchema('text', 'file'),
  }),
  z.strictObject({
    /**
     * The content with references, as those of `env`: `${services.orders.url}`. They lead to what is plain; what is in a Secret has no place in a ConfigMap. `$${` gives `${`.
     */
    template: textSchema('template', 'file'),
  }),
]);

/** Where the content of a file comes from. */
export type FileInput = z.output<typeof fileSchema>;

/** Files by their absolute paths in the container. */
export const filesSchema = inspected(z.record(z.string(), fileSchema), (files, report) => {
  for (const path of Object.keys(files)) {
    const reason = filePathFlaw(path);
    if (reason !== undefined) report('file-path-invalid', { path, reason }, { path: [path], key: true });
  }
});

/** The place of the content of a file out of a Secret: a key of a Kubernetes Secret, never the content itself. */
const secretFileSchema = z.strictObject({
  /** The Secret's name in the product's namespace. */
  secret: secretNameSchema,
  /** The key in the Secret. No other key gets into the pod. */
  key: legal(z.string(), 'secret-reference-invalid', isDataKey, (name) => ({ what: 'a key of a Secret', name })),
  /**
   * Whether a random value is right, as for a key that signs sessions. With `false` a third party decides the value, as for a certificate, and neither
   * Cadastre nor an operator makes one up outside development.
   * @default true
   */
  generate: z.boolean().optional(),
});

/** Files out of Secrets by their absolute paths in the container. */
export const secretFilesSchema = inspected(z.record(z.string(), z.union([z.literal(false), secretFileSchema])), (files, report) => {
  for (const path of Object.keys(files)) {
    const reason = filePathFlaw(path);
    if (reason !== undefined) report('file-path-invalid', { path, reason }, { path: [path], key: true });
  }
});
