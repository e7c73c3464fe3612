import * as z from 'zod';

/** What the tests read of a CloudFormation template. Values may be functions of CloudFormation. */

const statementSchema = z.object({
  Sid: z.string(),
  Effect: z.literal('Allow'),
  Action: z.union([z.string(), z.array(z.string())]).transform((actions) => [actions].flat()),
  Resource: z.unknown().transform((resources) => [resources].flat().map(asText)),
});

const roleSchema = z.object({
  Type: z.literal('AWS::IAM::Role'),
  Properties: z.strictObject({
    RoleName: z.string(),
    AssumeRolePolicyDocument: z.object({
      Statement: z.array(z.object({ Principal: z.unknown(), Action: z.unknown() })),
    }),
    Policies: z.array(z.object({ PolicyDocument: z.object({ Statement: z.array(statementSchema) }) })),
  }),
});

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.looseObject({}).default({}) }),
  ),
});

export interface Resource {
  readonly id: string;
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

export type Role = z.infer<typeof roleSchema> & { readonly id: string };

export interface Template {
  ofType(type: string): readonly Resource[];
  readonly roles: readonly Role[];
}

export function readTemplate(json: string): Template {
  const resources = Object.entries(templateSchema.parse(JSON.parse(json)).Resources).map(
    ([id, resource]) => ({ id, ...resource }),
  );
  const ofType = (type: string) => resources.filter(({ Type }) => Type === type);
  return {
    ofType,
    roles: ofType('AWS::IAM::Role').map(({ id, ...role }) => ({ id, ...roleSchema.parse(role) })),
  };
}

/** A value of a template as a text: what `Fn::Sub` and the like are given. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
