package io.azimuth.bootstrap.tracing;

import io.azimuth.bootstrap.config.TracingBlock;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.trace.Span;
import io.azimuth.spi.trace.SpanKind;
import io.azimuth.spi.trace.Tracing;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Traces that are sent to a collector by OTLP over HTTP. A thread of its own sends them; a request
 * never waits for it: when its queue is full, spans are dropped.
 */
public final class OpenTelemetryTracing implements Tracing, AutoCloseable {

  private static final int QUEUE = 4_096;
  private static final int BATCH = 512;

  /**
   * Spans that wait longer are copied by the garbage collector, again and again, on a busy server.
   */
  private static final Duration PAUSE = Duration.ofMillis(250);

  private static final Duration EXPORT_TIME = Duration.ofSeconds(10);
  private static final Duration CONNECT_TIME = Duration.ofSeconds(5);
  private static final Duration FLUSH_TIME = Duration.ofSeconds(3);
  private static final int MOST_AUTHORITIES = 1 << 20;

  private static final RetryPolicy REPEATED =
      RetryPolicy.builder()
          .setMaxAttempts(3)
          .setInitialBackoff(Duration.ofMillis(500))
          .setMaxBackoff(Duration.ofSeconds(2))
          .build();

  private static final SpanLimits LIMITS =
      SpanLimits.builder()
          .setMaxNumberOfAttributes(32)
          .setMaxAttributeValueLength(256)
          .setMaxNumberOfEvents(16)
          .setMaxNumberOfLinks(1)
          .setMaxNumberOfAttributesPerEvent(4)
          .setMaxNumberOfAttributesPerLink(4)
          .build();

  /** Held, because the logging of the JDK forgets the level of a logger without references. */
  private static final Logger THEIRS = Logger.getLogger("io.opentelemetry");

  private final SdkTracerProvider provider;
  private final Tracer tracer;
  private final CallerTraces decision;

  private OpenTelemetryTracing(SdkTracerProvider provider, CallerTraces decision) {
    this.provider = provider;
    this.tracer = provider.get("io.azimuth");
    this.decision = decision;
  }

  /**
   * Starts the thread that sends. It connects when there is something to send.
   *
   * @param version our own version
   * @param instance distinguishes this server from others of its name
   * @throws InvalidSettingsException when the file of authorities cannot be used
   */
  public static OpenTelemetryTracing start(TracingBlock config, String version, String instance) {
    THEIRS.setLevel(
        Level.OFF); // it would write to the error stream; the exporter writes to our log
    BatchSpanProcessor processor =
        BatchSpanProcessor.builder(
                new ReportingExporter(
                    exporter(config), config.endpoint().toString(), System::nanoTime))
            .setMaxQueueSize(QUEUE)
            .setMaxExportBatchSize(BATCH)
            .setScheduleDelay(PAUSE)
            .setExporterTimeout(EXPORT_TIME)
            .build();
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(resource(config, version, instance))
            .setSpanLimits(LIMITS)
            .setSampler(Sampler.alwaysOn()) // what is not recorded does not come here
            .addSpanProcessor(processor)
            .build();
    return new OpenTelemetryTracing(
        provider,
        new CallerTraces(
            config.sampleRatio(),
            config.mostTraces(),
            config.callerTraces(),
            () -> ThreadLocalRandom.current().nextDouble(),
            System::nanoTime));
  }

  private static OtlpHttpSpanExporter exporter(TracingBlock config) {
    OtlpHttpSpanExporterBuilder builder =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(config.endpoint().toString())
            .setTimeout(EXPORT_TIME)
            .setConnectTimeout(CONNECT_TIME)
            .setRetryPolicy(REPEATED)
            .setCompression(config.compressed() ? "gzip" : "none");
    for (Map.Entry<String, SecretText> header : config.headers().entrySet()) {
      builder.addHeader(header.getKey(), header.getValue().expose());
    }
    try {
      config.authorities().ifPresent(file -> builder.setTrustedCertificates(content(file)));
      return builder.build();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new InvalidSettingsException("otlp_ca_cert_file", "holds no certificate");
    }
  }

  private static byte[] content(Path file) {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(MOST_AUTHORITIES);
    } catch (IOException e) {
      throw new InvalidSettingsException("otlp_ca_cert_file", "cannot be read");
    }
  }

  private static Resource resource(TracingBlock config, String version, String instance) {
    AttributesBuilder attributes = Attributes.builder();
    attributes.put("service.version", version).put("service.instance.id", instance);
    config.attributes().forEach(attributes::put);
    attributes.put("service.name", config.serviceName());
    return Resource.getDefault().merge(Resource.create(attributes.build()));
  }

  @Override
  public Span request(String name, Function<String, List<String>> headers) {
    SpanContext caller = TraceHeaders.read(headers);
    if (!decision.records(wish(caller))) {
      return SkippedSpan.of(caller);
    }
    Context parent = Context.root().with(io.opentelemetry.api.trace.Span.wrap(caller));
    return RecordedSpan.begin(tracer, parent, SpanKind.SERVER, name);
  }

  private static CallerTraces.Wish wish(SpanContext caller) {
    if (!caller.isValid()) {
      return CallerTraces.Wish.NONE;
    }
    return caller.isSampled() ? CallerTraces.Wish.RECORD : CallerTraces.Wish.SKIP;
  }

  @Override
  public Span background(SpanKind kind, String name) {
    return decision.records(CallerTraces.Wish.NONE)
        ? RecordedSpan.begin(tracer, Context.root(), kind, name)
        : SkippedSpan.of(SpanContext.getInvalid());
  }

  /** Sends what is recorded, for a few seconds, and ends. */
  @Override
  public void close() {
    var unused = provider.shutdown().join(FLUSH_TIME.toMillis(), TimeUnit.MILLISECONDS);
  }
}
