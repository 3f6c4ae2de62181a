import { Construct } from 'constructs';
import type { Platform, PrismaStudio } from '../../model/platform';
import { certificateAuthority } from '../database/postgres-client';
import { containerEnvironment } from '../service/environment';
import { writableVolumes } from '../service/volumes';
import { ToolWorkload } from './tool-workload';

/** What the Prisma Studio is made from. */
export interface PrismaStudioToolProps {
  readonly platform: Platform;
  readonly tool: PrismaStudio;
}

/** Prisma Studio on the database of one service, with the login of its pods. */
export class PrismaStudioTool extends Construct {
  constructor(scope: Construct, id: string, { platform, tool }: PrismaStudioToolProps) {
    super(scope, id);
    const server = platform.services.find(({ key }) => key === tool.service)?.database?.server;
    const authority = server === undefined ? [] : certificateAuthority(server);
    new ToolWorkload(this, 'tool', {
      platform,
      tool,
      container: { command: tool.command, env: containerEnvironment(tool.env) },
      readyPath: '/',
      volumes: [...writableVolumes(tool.writablePaths), ...authority],
    });
  }
}
