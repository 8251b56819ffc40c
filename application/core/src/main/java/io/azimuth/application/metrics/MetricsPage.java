package io.azimuth.application.metrics;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.TextContent;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.metrics.Measurement;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** All measurements as an answer: a summary in JSON, or text for Prometheus. */
@Singleton
public final class MetricsPage {

  /** The names that dashboards for this API expect in the summary, with dots. */
  private static final Map<String, String> DOTTED =
      Map.of(
          "vault_core_unsealed", "vault.core.unsealed",
          "vault_expire_num_leases", "vault.expire.num_leases",
          "vault_token_count", "vault.token.count",
          "vault_identity_num_entities", "vault.identity.num_entities",
          "vault_quota_rate_limit_violation", "vault.quota.rate_limit.violation");

  private final MetricSources sources;
  private final Barrier barrier;

  @Inject
  MetricsPage(MetricSources sources, Barrier barrier) {
    this.sources = sources;
    this.barrier = barrier;
    sources.add(this::process);
  }

  /**
   * The present measurements. Works while the server is sealed.
   *
   * @param format empty or {@code prometheus}
   * @throws RefusedException for another format
   */
  public Answer answer(String format, Instant now) {
    List<Measurement> all = sources.all();
    return switch (format) {
      case "" -> new Answer.Raw(summary(all, now), Answer.State.NORMAL);
      case "prometheus" ->
          new Answer.Download(
              new TextContent(PrometheusText.MEDIA_TYPE, "metrics.txt", PrometheusText.of(all)));
      default ->
          throw RefusedException.invalid("metric response format \"" + format + "\" unknown");
    };
  }

  private List<Measurement> process() {
    Runtime runtime = Runtime.getRuntime();
    double unsealed = barrier.isSealed() ? 0 : 1;
    return List.of(
        Measurement.gauge("azimuth_unsealed", "Whether the store is open: 1.", Map.of(), unsealed),
        Measurement.gauge(
            "vault_core_unsealed", "Whether the store is open: 1.", Map.of(), unsealed),
        Measurement.gauge(
            "azimuth_memory_used_bytes",
            "Memory of the process that is in use.",
            Map.of(),
            (double) runtime.totalMemory() - runtime.freeMemory()));
  }

  private static Value.Obj summary(List<Measurement> all, Instant now) {
    return Value.Obj.builder()
        .put("Timestamp", now.toString())
        .put("Gauges", entries(all, Measurement.Kind.GAUGE, "Value"))
        .put("Points", new Value.Items(List.of()))
        .put("Counters", entries(all, Measurement.Kind.COUNTER, "Count"))
        .put("Samples", new Value.Items(List.of()))
        .build();
  }

  private static Value entries(List<Measurement> all, Measurement.Kind kind, String value) {
    return new Value.Items(
        all.stream().filter(it -> it.kind() == kind).<Value>map(it -> entry(it, value)).toList());
  }

  private static Value.Obj entry(Measurement measurement, String value) {
    Value.Builder labels = Value.Obj.builder();
    measurement.labels().forEach(labels::put);
    return Value.Obj.builder()
        .put("Name", DOTTED.getOrDefault(measurement.name(), measurement.name()))
        .put(value, (long) measurement.value())
        .put("Labels", labels.build())
        .build();
  }
}
