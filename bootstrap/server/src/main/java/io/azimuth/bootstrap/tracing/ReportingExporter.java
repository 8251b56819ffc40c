package io.azimuth.bootstrap.tracing;

import io.azimuth.spi.remote.LogAllowance;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs once a minute that spans are lost, because the collector does not take them. */
final class ReportingExporter implements SpanExporter {

  private static final Logger LOG = LoggerFactory.getLogger(ReportingExporter.class);

  private final SpanExporter exporter;
  private final String endpoint;
  private final LongSupplier nanoTime;
  private final LogAllowance lines = LogAllowance.perMinute(1);
  private final AtomicLong lost = new AtomicLong();

  ReportingExporter(SpanExporter exporter, String endpoint, LongSupplier nanoTime) {
    this.exporter = exporter;
    this.endpoint = endpoint;
    this.nanoTime = nanoTime;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    int number = spans.size();
    CompletableResultCode result = exporter.export(spans);
    return result.whenComplete(
        () -> {
          if (!result.isSuccess()) {
            tell(number, result.getFailureThrowable());
          }
        });
  }

  // The cause is named by its class: its message may quote what the collector answered.
  private void tell(int number, @Nullable Throwable thrown) {
    lost.addAndGet(number);
    if (lines.take(nanoTime.getAsLong()) >= 0) {
      LOG.warn(
          "the collector does not take traces, endpoint={}, lost_spans={}, cause={}",
          endpoint,
          lost.getAndSet(0),
          cause(thrown));
    }
  }

  /** That of a connection; without one the collector has answered, with the status of an error. */
  private static String cause(@Nullable Throwable thrown) {
    Throwable root = thrown == null ? null : thrown.getCause();
    while (root != null && root.getCause() != null) {
      root = root.getCause();
    }
    return root == null ? "its answer is an error" : root.getClass().getSimpleName();
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
