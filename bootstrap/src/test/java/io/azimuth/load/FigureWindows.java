package io.azimuth.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The measurement windows of one figure. */
final class FigureWindows {

  private final List<Double> rates = new ArrayList<>();
  private final List<Double> medians = new ArrayList<>();
  private final List<Double> tails = new ArrayList<>();
  private final List<Double> worst = new ArrayList<>();
  private final List<Double> cpu = new ArrayList<>();
  private ProcessorTime lastWork = new ProcessorTime(Map.of());
  private int errors;
  private String firstError = "";

  /** Adds a window and the server's processor time per request. */
  void add(AnswerTimes window, ProcessorTime work) {
    rates.add(window.perSecond());
    medians.add(window.quantile(0.5));
    tails.add(window.quantile(0.99));
    worst.add(window.quantile(1));
    cpu.add(work.sum());
    lastWork = work;
    firstError = errors == 0 ? window.firstError() : firstError;
    errors += window.errors();
  }

  /** Adds the windows of another server of the same kind, in their order. */
  void addAll(FigureWindows more) {
    rates.addAll(more.rates);
    medians.addAll(more.medians);
    tails.addAll(more.tails);
    worst.addAll(more.worst);
    cpu.addAll(more.cpu);
    lastWork = more.lastWork;
    firstError = errors == 0 ? more.firstError : firstError;
    errors += more.errors;
  }

  /** The processor time per kind of thread in the last window. */
  String threads() {
    return lastWork.most();
  }

  int errors() {
    return errors;
  }

  String firstError() {
    return firstError;
  }

  /**
   * The median of this server's rates, each divided by the rate of the other server at the same
   * time.
   */
  double shareOf(FigureWindows ceiling) {
    List<Double> shares = new ArrayList<>();
    for (int i = 0; i < rates.size(); i++) {
      shares.add(rates.get(i) / ceiling.rates.get(i));
    }
    return median(shares);
  }

  /** The same ratio for processor time. Other processes on the machine influence it less. */
  double cpuShareOf(FigureWindows ceiling) {
    return median(ceiling.cpu) / median(cpu);
  }

  String line(String name) {
    return String.format(
        Locale.ROOT,
        "%-28s %8.0f/s  p50 %6.2f  p99 %6.2f  max %7.2f ms  work %6.1f us  errors %d  (/s %s, us %s)",
        name,
        median(rates),
        median(medians),
        median(tails),
        worst.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN),
        median(cpu),
        errors,
        whole(rates),
        whole(cpu));
  }

  private static List<String> whole(List<Double> figures) {
    return figures.stream().map(figure -> String.format(Locale.ROOT, "%.0f", figure)).toList();
  }

  static double median(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }
}
