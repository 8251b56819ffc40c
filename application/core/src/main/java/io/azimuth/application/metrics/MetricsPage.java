package io.azimuth.application.metrics;

import io.azimuth.application.port.metrics.MetricsReader;
import io.azimuth.application.port.metrics.TextFormat;
import io.azimuth.application.port.metrics.TimerReading;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.TextContent;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.AnswerType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** All measurements as an answer: a summary in JSON, or text for Prometheus. */
@Singleton
public final class MetricsPage {

  private static final AnswerField NAME = AnswerField.text("Name", "the name, with dots");
  private static final AnswerField LABELS = AnswerField.pairs("Labels", "its labels");

  /** What {@link #answer} says in JSON. */
  public static final AnswerSchema SUMMARY =
      AnswerSchema.body(
          AnswerField.time("Timestamp", "when it was measured"),
          AnswerField.objects(
              "Gauges",
              "what goes up and down",
              NAME,
              AnswerField.of("Value", AnswerType.DECIMAL, "its value"),
              LABELS),
          AnswerField.objects("Points", "none"),
          AnswerField.objects(
              "Counters",
              "what was counted since the start",
              NAME,
              AnswerField.of("Count", AnswerType.DECIMAL, "how many"),
              LABELS),
          AnswerField.objects("Samples", "what was timed"));

  private static final String VAULT = "vault_";

  /** The names with more than two dots. */
  private static final Map<String, String> DOTTED =
      Map.of("vault_quota_rate_limit_violation", "vault.quota.rate_limit.violation");

  private final MetricsReader reader;
  private final Barrier barrier;

  @Inject
  MetricsPage(MetricsReader reader, Metrics metrics, Barrier barrier) {
    this.reader = reader;
    this.barrier = barrier;
    metrics.add(this::seal);
  }

  /**
   * The present measurements. Works while the server is sealed.
   *
   * @param format empty, {@code prometheus} or {@code openmetrics}
   * @throws RefusedException for another format
   */
  public Answer answer(String format, Instant now) {
    return switch (format) {
      case "" -> new Answer.Raw(summary(now), Answer.State.NORMAL);
      case "prometheus" -> text(TextFormat.PROMETHEUS);
      case "openmetrics" -> text(TextFormat.OPEN_METRICS);
      default ->
          throw RefusedException.invalid("metric response format \"" + format + "\" unknown");
    };
  }

  private Answer text(TextFormat format) {
    return new Answer.Download(
        new TextContent(format.mediaType(), "metrics.txt", reader.text(format)));
  }

  private List<Measurement> seal() {
    double unsealed = barrier.isSealed() ? 0 : 1;
    return List.of(
        Measurement.gauge("azimuth_unsealed", "Whether the store is open: 1.", Map.of(), unsealed),
        Measurement.gauge(
            "vault_core_unsealed", "Whether the store is open: 1.", Map.of(), unsealed));
  }

  private Value.Obj summary(Instant now) {
    List<Measurement> numbers = reader.numbers();
    return Value.Obj.builder()
        .put("Timestamp", now.toString())
        .put("Gauges", entries(numbers, Measurement.Kind.GAUGE, "Value"))
        .put("Points", new Value.Items(List.of()))
        .put("Counters", entries(numbers, Measurement.Kind.COUNTER, "Count"))
        .put(
            "Samples",
            new Value.Items(reader.timers().stream().<Value>map(MetricsPage::sample).toList()))
        .build();
  }

  private static Value entries(List<Measurement> all, Measurement.Kind kind, String value) {
    return new Value.Items(
        all.stream().filter(it -> it.kind() == kind).<Value>map(it -> entry(it, value)).toList());
  }

  private static Value.Obj entry(Measurement measurement, String value) {
    return Value.Obj.builder()
        .put("Name", dotted(measurement.name()))
        .put(value, number(measurement))
        .put("Labels", labels(measurement.labels()))
        .build();
  }

  // JSON has no other numbers.
  private static Value number(Measurement measurement) {
    return Value.of(Double.isFinite(measurement.value()) ? measurement.value() : 0);
  }

  private static Value.Obj sample(TimerReading timer) {
    return Value.Obj.builder()
        .put("Name", dotted(timer.name()))
        .put("Count", timer.count())
        .put("Sum", Value.of(timer.sum()))
        .put("Max", Value.of(timer.max()))
        .put("Mean", Value.of(timer.mean()))
        .put("Labels", labels(timer.labels()))
        .build();
  }

  private static Value.Obj labels(Map<String, String> all) {
    Value.Builder labels = Value.Obj.builder();
    all.forEach(labels::put);
    return labels.build();
  }

  // vault.core.handle_login_request: a dot after the first two words.
  private static String dotted(String name) {
    if (!name.startsWith(VAULT)) {
      return name;
    }
    int second = name.indexOf('_', VAULT.length());
    return DOTTED.getOrDefault(
        name,
        second < 0
            ? name.replaceFirst("_", ".")
            : "vault." + name.substring(VAULT.length(), second) + "." + name.substring(second + 1));
  }
}
