package io.azimuth.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The measurement windows of one figure. */
final class FigureWindows {

  private final List<Double> rates = new ArrayList<>();
  private final List<Double> medians = new ArrayList<>();
  private final List<Double> tails = new ArrayList<>();
  private final List<Double> longTails = new ArrayList<>();
  private final List<Double> worst = new ArrayList<>();
  private final List<Double> cpu = new ArrayList<>();
  private final List<Double> bytes = new ArrayList<>();
  private ThreadCosts lastWork = ThreadCosts.none();
  private ThreadCosts lastAllocated = ThreadCosts.none();
  private int errors;
  private String firstError = "";

  /** Adds a window, with the server's processor time in us and its allocation, per request. */
  void add(AnswerTimes window, ThreadCosts work, ThreadCosts allocated) {
    rates.add(window.perSecond());
    medians.add(window.quantile(0.5));
    tails.add(window.quantile(0.99));
    longTails.add(window.quantile(0.999));
    worst.add(window.quantile(1));
    cpu.add(work.sum());
    bytes.add(allocated.sum());
    lastWork = work;
    lastAllocated = allocated;
    firstError = errors == 0 ? window.firstError() : firstError;
    errors += window.errors();
  }

  /** Adds the windows of another server of the same kind, in their order. */
  void addAll(FigureWindows more) {
    rates.addAll(more.rates);
    medians.addAll(more.medians);
    tails.addAll(more.tails);
    longTails.addAll(more.longTails);
    worst.addAll(more.worst);
    cpu.addAll(more.cpu);
    bytes.addAll(more.bytes);
    lastWork = more.lastWork;
    lastAllocated = more.lastAllocated;
    firstError = errors == 0 ? more.firstError : firstError;
    errors += more.errors;
  }

  /** The processor time per kind of thread in the last window. */
  String threads() {
    return lastWork.most();
  }

  /** The allocation per kind of thread in the last window. */
  String allocations() {
    return lastAllocated.most();
  }

  int errors() {
    return errors;
  }

  String firstError() {
    return firstError;
  }

  double perSecond() {
    return median(rates);
  }

  /** The 99th percentile in milliseconds. */
  double tail() {
    return median(tails);
  }

  /** The processor time of a request in microseconds. */
  double cpu() {
    return median(cpu);
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
        "%-44s %8.0f/s  p50 %6.2f  p99 %6.2f  p99.9 %6.2f  max %7.2f ms  work %6.1f us"
            + "  %6.1f KB  errors %d  (/s %s, us %s)",
        name,
        median(rates),
        median(medians),
        median(tails),
        median(longTails),
        worst.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN),
        median(cpu),
        median(bytes) / 1e3,
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
