package io.azimuth.application.system.status;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.metrics.MetricSources;
import io.azimuth.application.metrics.PrometheusText;
import io.azimuth.application.route.CoreCall;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.TextContent;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The measurements, as a JSON summary or as text for Prometheus. */
@Singleton
public final class MetricsRoutes {

  private static final Field<String> FORMAT =
      Field.text("format", "prometheus; absent: a summary in JSON");

  /** The names that dashboards for this API expect in the summary, with dots. */
  private static final Map<String, String> DOTTED =
      Map.of(
          "vault_expire_num_leases", "vault.expire.num_leases",
          "vault_token_count", "vault.token.count",
          "vault_identity_num_entities", "vault.identity.num_entities",
          "vault_quota_rate_limit_violation", "vault.quota.rate_limit.violation");

  private final MetricSources sources;

  @Inject
  MetricsRoutes(MetricSources sources) {
    this.sources = sources;
    sources.add(MetricsRoutes::process);
  }

  /** The routes, relative to {@code sys/}. */
  public List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "metrics")
            .access(Access.AUTHORIZED)
            .summary("Say what is counted and measured")
            .fields(FORMAT)
            .handle(core(this::read)));
  }

  private Answer read(CoreCall call) {
    List<Measurement> all = sources.all();
    return switch (call.fields().value(FORMAT)) {
      case "" -> new Answer.Raw(summary(all, call.now()), Answer.State.NORMAL);
      case "prometheus" ->
          new Answer.Download(
              new TextContent(PrometheusText.MEDIA_TYPE, "metrics.txt", PrometheusText.of(all)));
      default ->
          throw RefusedException.invalid(
              "metric response format \"" + call.fields().value(FORMAT) + "\" unknown");
    };
  }

  private static List<Measurement> process() {
    Runtime runtime = Runtime.getRuntime();
    return List.of(
        Measurement.gauge("azimuth_unsealed", "Whether the store is open: 1.", Map.of(), 1),
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
