import * as z from 'zod';
import { isImageDigest, isImageTag } from '../../formats';
import { legal } from './legal';

/** The tag of an image. */
export const imageTagSchema = legal(z.string(), 'image-tag-invalid', isImageTag, (tag) => ({ tag }));

/** The digest of an image. */
export const imageDigestSchema = legal(z.string(), 'image-digest-invalid', isImageDigest, (digest) => ({ digest }));
