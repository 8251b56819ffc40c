package vandal;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Route;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a plugin can say of itself: numbers and descriptions. */
final class Boast {

  private static final String FORGED = "\"} 5\nvandal_forged 1\r\\\u001b[2J}";

  private Boast() {}

  static List<Measurement> numbers() {
    List<Measurement> all = new ArrayList<>();
    all.add(Measurement.gauge("azimuth_unsealed", "x", Map.of(), 0));
    all.add(Measurement.counter("vandal_negative_total", "x", Map.of(), -1));
    all.add(Measurement.gauge("vandal_gauge_total", "x", Map.of(), 1));
    all.add(Measurement.gauge("vandal_created", "x", Map.of(), 1));
    all.add(Measurement.gauge("vandal_info", "x", Map.of(), 1));
    all.add(Measurement.gauge("vandal_label", "x\nazimuth_unsealed 0", Map.of("x", FORGED), 1));
    for (int i = 0; i < 5_000; i++) {
      all.add(Measurement.gauge("vandal_many", "x", Map.of("x", i + "y".repeat(1_000)), 1));
    }
    return all;
  }

  static void count(Metrics metrics) {
    MetricFamily many = MetricFamily.labelled("vandal_counted_total", FORGED, 10_000, "x");
    for (int i = 0; i < 20_000; i++) {
      metrics.counter(many).add(-i, FORGED + i);
    }
  }

  static List<Route> routes(String how) {
    return switch (how) {
      case "deep" -> answering(List.of(deep()));
      case "wide" -> answering(List.of(wide()));
      case "control" -> answering(List.of(AnswerField.text("a", "\u001b[2J")));
      case "long" -> answering(List.of(AnswerField.text("a", "x".repeat(2 << 20))));
      case "throws" ->
          answering(
              new AbstractList<>() {
                @Override
                public AnswerField get(int index) {
                  throw new NoClassDefFoundError("vandal/Missing");
                }

                @Override
                public int size() {
                  return 1;
                }
              });
      default -> throw new IllegalArgumentException(how);
    };
  }

  private static AnswerField deep() {
    AnswerField member = AnswerField.text("a", "");
    for (int i = 0; i < 100_000; i++) {
      member = AnswerField.object("a", "", member);
    }
    return member;
  }

  /** A few objects, each of which is in the next one many times. */
  private static AnswerField wide() {
    AnswerField member = AnswerField.text("a", "");
    for (int i = 0; i < 10; i++) {
      AnswerField[] same = new AnswerField[100];
      Arrays.fill(same, member);
      member = AnswerField.object("a", "", same);
    }
    return member;
  }

  private static List<Route> answering(List<AnswerField> members) {
    return List.of(
        Route.on(Operation.READ, "boast")
            .access(Access.PUBLIC)
            .answers(AnswerSchema.data(members))
            .handle(call -> new Answer.Empty()));
  }
}
