import { toVariableName, urlPart } from '../../../../formats';
import { type ConfigObject } from '../../../blueprint/workload';
import type { Topology } from '../../../blueprint/topology';
import { definitionsText, rabbitmqDefinitions } from './definitions';
import { rabbitmqPermissions } from './permissions';
import { topologyScript } from './script';

/** Where the Job has its files. */
export const topologyPath = '/topology';

/** The command of the Job. The image has Erlang's runner of scripts, since RabbitMQ's own tools are such scripts. */
export const topologyCommand: readonly string[] = ['escript', `${topologyPath}/topology.escript`];

/** The variables with the login of a user, by the name of its service. */
export function loginVariables(service: string): { readonly user: string; readonly password: string } {
  const name = toVariableName(service);
  return { user: `SERVICE_${name}_USER`, password: `SERVICE_${name}_PASSWORD` };
}

/** The files of the Job that brings a RabbitMQ to a topology, in an object that is named by its content. */
export function topologyFiles(topology: Topology, vhost: string, name: string): ConfigObject {
  const at = urlPart(vhost);
  return {
    name,
    hashed: true,
    data: {
      'topology.escript': topologyScript,
      'definitions.json': definitionsText(rabbitmqDefinitions(topology, vhost)),
      'users.txt': topology.users
        .map((user) => {
          const variables = loginVariables(user.name);
          return `${variables.user} ${variables.password} /api/permissions/${at}/ ${JSON.stringify(rabbitmqPermissions(user))}\n`;
        })
        .join(''),
    },
  };
}
