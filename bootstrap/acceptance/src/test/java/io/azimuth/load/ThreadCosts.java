package io.azimuth.load;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the threads of a JVM have used so far, by thread name without numbers. Empty where it cannot
 * be told.
 *
 * @param byThread what each kind of thread has used
 */
record ThreadCosts(Map<String, Double> byThread) {

  ThreadCosts {
    byThread = Map.copyOf(byThread);
  }

  static ThreadCosts none() {
    return new ThreadCosts(Map.of());
  }

  /** The kind of a thread: its name without numbers. */
  static String kind(String thread) {
    return thread.replaceAll("[-#]?\\d+", "").strip();
  }

  double sum() {
    return byThread.isEmpty()
        ? Double.NaN
        : byThread.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** What these and others have used. */
  ThreadCosts plus(ThreadCosts others) {
    Map<String, Double> all = new TreeMap<>(byThread);
    others.byThread().forEach((name, used) -> all.merge(name, used, Double::sum));
    return new ThreadCosts(all);
  }

  /** What was used since the earlier value, per request. */
  ThreadCosts since(ThreadCosts before, int requests) {
    Map<String, Double> used = new TreeMap<>();
    byThread.forEach(
        (name, now) ->
            used.put(name, (now - before.byThread().getOrDefault(name, 0.0)) / requests));
    return new ThreadCosts(used);
  }

  /** The kinds of thread that used the most, in whole numbers. */
  String most() {
    return byThread.entrySet().stream()
        .filter(one -> one.getValue() >= 0.5)
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(one -> String.format(Locale.ROOT, "%s %.0f", one.getKey(), one.getValue()))
        .collect(Collectors.joining(", "));
  }
}
