import { isLabelValue, isQualifiedName } from '../../../formats';
import { mappingOf } from '../../objects/mappings';

/**
 * Whether the API server takes the labels of an object, and the keys of its annotations.
 * @param metadata never trusted
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function hasLegalLabels(metadata: unknown): boolean {
  const { labels, annotations } = mappingOf(metadata);
  return (
    Object.entries(mappingOf(labels)).every(([key, value]) => isQualifiedName(key) && typeof value === 'string' && isLabelValue(value)) &&
    // The API server compares the keys of annotations in lower case.
    Object.keys(mappingOf(annotations)).every((key) => isQualifiedName(key.toLowerCase()))
  );
}
