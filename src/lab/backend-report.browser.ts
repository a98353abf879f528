import { browserPlatform } from '../encoders/platform.browser.ts';
import { threadCount } from '../encoders/runtime/runtime.browser.ts';
import { networkRuntime } from '../recommender/models/browser-parts.ts';
import { runtimeFiles } from '../recommender/models/runtime-files.ts';
import { reportBackends } from './backend-report.ts';
import type { BackendReport } from './backend-report.ts';
import type { LabCalls } from './lab.ts';

/** {@link BackendReport} of this browser, with what a bug report wants to know of it. */
export interface DeviceReport extends BackendReport {
  readonly agent: string;
  readonly processors: number;
  /** Threads that the encoders take. */
  readonly threads: number;
  readonly isolated: boolean;
}

/** Backends of the browser that this worker runs in. @param models folder of `catalogue.json` */
export async function reportDevice(models: string, calls: LabCalls): Promise<DeviceReport> {
  const files = runtimeFiles();
  const platform = await browserPlatform(files.ort, 'auto', () => import('heic-to/csp'));
  const runtime = networkRuntime(files, 'auto', platform.runtime.choice.backends);
  const report = await reportBackends({ platform, runtime, models, encoders: ['webgpu', 'wasm'] }, calls);
  const { userAgent: agent, hardwareConcurrency: processors } = globalThis.navigator;
  return { ...report, agent, processors, threads: threadCount(), isolated: globalThis.crossOriginIsolated };
}
