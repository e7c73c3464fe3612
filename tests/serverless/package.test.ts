import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OFFLINE, serverless } from './run-serverless.ts';
import { asText, type Role, readTemplate, type Template } from './template.ts';

/** What would be deployed, from `sls package` without an account and without the network. */

/** X-Ray knows no resources; streams of a log group and objects of a folder have names that nobody knows before. */
const ENDS_IN_ANYTHING: readonly RegExp[] = [
  /log-group:\/aws\/lambda\/xd-omni-[a-z]+-[a-z-]+:log-stream:\*/,
  /:s3:::[^*]+\/omni-channel\/(?:processed|feedback)\/\*/,
];
const FOR_ALL_RESOURCES = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];

/** Milliseconds are nobody's promise; a bundle that doubles is a package that nobody wanted. */
const MOST_ZIPPED_BYTES = 1_200_000;

const STAGES = ['dev', 'staging', 'production'];
const FUNCTIONS = ['connect-trigger', 'feedback', 'sweep-outbox'];

describe.each(STAGES)('the package for %s', (stage) => {
  const directory = mkdtempSync(join(tmpdir(), 'omni-package-'));
  let template: Template;
  beforeAll(async () => {
    const { code, stderr } = await serverless(['package', '--stage', stage, '--package', directory], OFFLINE);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('Service packaged') });
    const file = join(directory, 'cloudformation-template-update-stack.json');
    template = readTemplate(readFileSync(file, 'utf8'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const functions = () => template.ofType('AWS::Lambda::Function');
  const nameOf = (properties: Readonly<Record<string, unknown>>) =>
    String(properties.FunctionName).replace(`xd-omni-${stage}-`, '');

  it('has one bundle for each function, and nothing that would slow its start', () => {
    const bundles = readdirSync(directory).filter((file) => file.endsWith('.zip'));
    expect(bundles.toSorted()).toEqual(FUNCTIONS.map((name) => `${name}.zip`));
    for (const bundle of bundles) {
      expect({ bundle, small: statSync(join(directory, bundle)).size < MOST_ZIPPED_BYTES }).toEqual({
        bundle,
        small: true,
      });
    }
  });

  it('runs every function on Node 24 on arm64, traced, within limits of its own', () => {
    expect(
      functions()
        .map(({ Properties }) => nameOf(Properties))
        .toSorted(),
    ).toEqual(FUNCTIONS);
    for (const { Properties } of functions()) {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
        MemorySize: expect.any(Number),
        Timeout: expect.any(Number),
        ReservedConcurrentExecutions: expect.any(Number),
        KmsKeyArn: { 'Fn::Sub': `{{resolve:ssm:/xd-omni/${stage}/kms/functions-key-arn}}` },
        Environment: { Variables: { POWERTOOLS_SERVICE_NAME: nameOf(Properties) } },
      });
      expect(Properties.Timeout).toBeLessThan(60);
    }
  });

  it('gives every function a role of its own, which Lambda alone can take on', () => {
    const roles = functions().map(({ Properties }) => asText(Properties.Role));
    expect(new Set(roles).size).toBe(FUNCTIONS.length);
    expect(template.roles.map(({ Properties }) => Properties.RoleName).toSorted()).toEqual(
      FUNCTIONS.map((name) => `xd-omni-${stage}-${name}`),
    );
    for (const { Properties } of template.roles) {
      expect(Properties.AssumeRolePolicyDocument.Statement).toEqual([
        { Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ]);
    }
  });

  it('allows nothing to all resources, and no action by a wildcard, but for what is named here', () => {
    const statements = template.roles.flatMap(statementsOf);
    expect(statements.length).toBeGreaterThan(10);
    const tooWide = statements.filter(
      ({ Action, Resource }) => Action.some((action) => action.includes('*')) || !isNamed(Action, Resource),
    );
    expect(tooWide).toEqual([]);
  });

  it('hands what fails without a caller to the queue of failures', () => {
    const configured = template.ofType('AWS::Lambda::EventInvokeConfig').map(({ Properties }) => Properties);
    expect(configured.map(({ FunctionName }) => asText(FunctionName)).toSorted()).toEqual([
      '{"Ref":"ConnectDashtriggerLambdaFunction"}',
      '{"Ref":"SweepDashoutboxLambdaFunction"}',
    ]);
    for (const { DestinationConfig, MaximumRetryAttempts, MaximumEventAgeInSeconds } of configured) {
      expect(asText(DestinationConfig)).toContain(`/xd-omni/${stage}/failed-invocations/queue-arn`);
      expect({ MaximumRetryAttempts, MaximumEventAgeInSeconds }).toEqual({
        MaximumRetryAttempts: expect.any(Number),
        MaximumEventAgeInSeconds: expect.any(Number),
      });
    }
  });

  it('asks for a token with a scope on each route', () => {
    const routes = template.ofType('AWS::ApiGatewayV2::Route').map(({ Properties }) => Properties);
    expect(routes.map(({ RouteKey }) => RouteKey)).toEqual(['POST /feedback']);
    for (const route of routes) {
      expect(route).toMatchObject({
        AuthorizationType: 'JWT',
        AuthorizerId: `{{resolve:ssm:/xd-omni/${stage}/http-api/authorizer-id}}`,
        AuthorizationScopes: ['insights/feedback'],
      });
    }
  });

  it('keeps the logs of every function for a time, encrypted', () => {
    const groups = template.ofType('AWS::Logs::LogGroup').map(({ Properties }) => Properties);
    expect(groups.map(({ LogGroupName }) => LogGroupName)).toEqual(
      expect.arrayContaining(FUNCTIONS.map((name) => `/aws/lambda/xd-omni-${stage}-${name}`)),
    );
    for (const { RetentionInDays, KmsKeyId } of groups) {
      expect(RetentionInDays).toBeGreaterThan(0);
      expect(KmsKeyId).toBe(`{{resolve:ssm:/xd-omni/${stage}/kms/logs-key-arn}}`);
    }
  });

  it('lets the one instance of Amazon Connect call its function, and nobody else', () => {
    const callers = template
      .ofType('AWS::Lambda::Permission')
      .map(({ Properties: { Principal, FunctionName, SourceArn } }) => ({
        Principal,
        calls: asText(FunctionName),
        SourceArn: asText(SourceArn),
      }));
    expect(callers).toHaveLength(3);
    expect(callers).toContainEqual({
      Principal: 'connect.amazonaws.com',
      calls: expect.stringContaining('ConnectDashtrigger'),
      SourceArn: `{{resolve:ssm:/xd-omni/${stage}/connect/instance-arn}}`,
    });
    for (const { SourceArn } of callers) expect(SourceArn).not.toBe('*');
  });
});

function statementsOf({ Properties }: Role) {
  return Properties.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

function isNamed(actions: readonly string[], resources: readonly string[]): boolean {
  if (resources.length === 1 && resources[0] === '*') {
    return actions.every((action) => FOR_ALL_RESOURCES.includes(action));
  }
  return resources.every(
    (resource) => !resource.includes('*') || ENDS_IN_ANYTHING.some((pattern) => pattern.test(resource)),
  );
}
