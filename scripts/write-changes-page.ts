import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { changesPage } from '../tests/changes/page';
import { readProduct } from '../tests/changes/product';

void readProduct('property-tax').then((product) => writeFileSync(path.join(__dirname, '../docs/changes.md'), changesPage(product)));
