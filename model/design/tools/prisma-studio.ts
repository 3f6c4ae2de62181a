import { certificateAuthority } from '../../backing/postgres/client';
import { type Workload, writableVolumes } from '../../blueprint';
import type { Platform, PrismaStudio } from '../../platform';
import { toolWorkload } from './tool';

/** Prisma Studio on the database of one service, with the login of its pods. */
export function designPrismaStudio(platform: Platform, tool: PrismaStudio): Workload {
  const database = platform.services.find(({ key }) => key === tool.service)?.database;
  const authority = database?.server === undefined ? [] : certificateAuthority(database.server);
  return toolWorkload(platform, tool, {
    command: tool.command,
    variables: tool.env,
    readyPath: '/',
    volumes: [...writableVolumes(tool.writablePaths), ...authority],
    waitsFor: [],
  });
}
