import { describeInitJobs } from './support/init-job-suite';
import { createProvisioner } from './support/provisioner';

describeInitJobs('the init Jobs, with an administrator who is no superuser, as managed servers give,', createProvisioner);
