import { describe, expect, it } from 'vitest';
import { matchRoute } from './match-route.ts';

const route = (method: string, path: string) => ({
  method,
  path,
  scopes: ['a'],
  target: 'container' as const,
});
const ROUTES = [
  route('GET', '/omni-channel-insights/{unique_process_id}'),
  route('GET', '/omni-channel-insights/health'),
  route('POST', '/feedback'),
];

describe('matchRoute', () => {
  it.each([
    ['POST', '/feedback', '/feedback', {}],
    [
      'GET',
      '/omni-channel-insights/upi-1',
      '/omni-channel-insights/{unique_process_id}',
      { unique_process_id: 'upi-1' },
    ],
    [
      'GET',
      '/omni-channel-insights/upi%3A1',
      '/omni-channel-insights/{unique_process_id}',
      { unique_process_id: 'upi:1' },
    ],
    [
      'GET',
      '/omni-channel-insights/%',
      '/omni-channel-insights/{unique_process_id}',
      { unique_process_id: '%' },
    ],
    ['GET', '/omni-channel-insights/health', '/omni-channel-insights/health', {}],
  ])('finds %s %s', (method, path, expected, parameters) => {
    expect(matchRoute(ROUTES, { method, path })).toMatchObject({ route: { path: expected }, parameters });
  });

  it.each([
    ['GET', '/feedback'],
    ['POST', '/feedback/'],
    ['POST', '/Feedback'],
    ['GET', '/omni-channel-insights/'],
    ['GET', '/omni-channel-insights/a/b'],
    ['OPTIONS', '/feedback'],
  ])('has nothing for %s %s', (method, path) => {
    expect(matchRoute(ROUTES, { method, path })).toBeNull();
  });
});
