package io.azimuth.application.metrics;

import io.azimuth.spi.metrics.Measurement;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Measurements in the text format of Prometheus, version 0.0.4. */
public final class PrometheusText {

  /** The media type of the text. */
  public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private PrometheusText() {}

  /** The text of the measurements, which must be in order of their names. */
  public static String of(List<Measurement> measurements) {
    StringBuilder text = new StringBuilder();
    String name = "";
    for (Measurement measurement : measurements) {
      if (!measurement.name().equals(name)) {
        name = measurement.name();
        head(text, measurement);
      }
      text.append(name)
          .append(labels(measurement.labels()))
          .append(' ')
          .append(number(measurement.value()))
          .append('\n');
    }
    return text.toString();
  }

  private static void head(StringBuilder text, Measurement measurement) {
    text.append("# HELP ")
        .append(measurement.name())
        .append(' ')
        .append(measurement.help().replace("\\", "\\\\").replace("\n", "\\n"))
        .append("\n# TYPE ")
        .append(measurement.name())
        .append(' ')
        .append(measurement.kind().name().toLowerCase(Locale.ROOT))
        .append('\n');
  }

  private static String labels(Map<String, String> labels) {
    return labels.isEmpty()
        ? ""
        : new TreeMap<>(labels)
            .entrySet().stream()
                .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + "\"")
                .collect(Collectors.joining(",", "{", "}"));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String number(double value) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
        : "NaN";
  }
}
