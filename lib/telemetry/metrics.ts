import { Metrics } from '@aws-lambda-powertools/metrics';
import { METRICS, type MetricDefinition, type MetricName } from './metrics-catalogue.ts';

type DimensionOf<Name extends MetricName> = (typeof METRICS)[Name]['dimensions'][number];
type Dimensions<Name extends MetricName> = [DimensionOf<Name>] extends [never]
  ? []
  : [dimensions: Readonly<Record<DimensionOf<Name>, string>>];

/** Adds a value to a metric of the catalogue, with the dimensions that it has there. */
export type AddMetric = <Name extends MetricName>(
  name: Name,
  value: number,
  ...dimensions: Dimensions<Name>
) => void;

export type { MetricName };

export interface RequestMetrics {
  /** Adds to the metrics of the request whose scope this is called in. One with dimensions is written at once. */
  readonly add: AddMetric;
  /** Writes the request's metrics as one line of CloudWatch's embedded metric format; nothing when there are none. */
  readonly publish: (requestId: string) => void;
}

/** With the instance of Powertools, for its middleware of functions. */
export interface PowertoolsMetrics extends RequestMetrics {
  readonly powertools: Metrics;
}

export const METRICS_NAMESPACE = 'OmniChannelInsights';

export function createMetrics({ service }: { service: string }): PowertoolsMetrics {
  const powertools = new Metrics({ namespace: METRICS_NAMESPACE, serviceName: service });
  // One for all: a new one for each value would open a console each time. It is empty again once it has written.
  const single = powertools.singleMetric();
  return {
    powertools,
    add: (name, value, ...[dimensions]) => {
      const { unit }: MetricDefinition = METRICS[name];
      if (dimensions === undefined) return void powertools.addMetric(name, unit, value);
      // Dimensions hold for a whole line, so a metric that has some gets a line of its own.
      for (const [dimension, value] of Object.entries<string>(dimensions))
        single.addDimension(dimension, value);
      single.addMetric(name, unit, value);
    },
    publish: (requestId) => {
      // Powertools would write a sentence about it, and a sentence is no JSON.
      if (!powertools.hasStoredMetrics()) return;
      powertools.addMetadata('request_id', requestId);
      powertools.publishStoredMetrics();
    },
  };
}
