import { Construct } from 'constructs';

/** A file of the output that is written as it is, such as one that its authors have signed. A stock cdk8s `App` leaves it out. */
export class TextFile extends Construct {
  /** The file's name in the output. */
  readonly file: string;
  /** All that is in it. */
  readonly text: string;

  /** @param file its name in the output, which is also its id */
  constructor(scope: Construct, file: string, text: string) {
    super(scope, file);
    this.file = file;
    this.text = text;
  }
}
