package io.azimuth.abuse;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What an attacker has sent, and how the server has answered. */
final class Tally {

  /** How a fault of the server shows in {@link #answers}. */
  static final String FAULT = "500:";

  private final LongAdder requests = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();

  void request() {
    requests.increment();
  }

  void sent(int count) {
    bytes.add(count);
  }

  /** Counts an answer by its status; 0 means that the connection was closed without one. */
  void answered(int status) {
    answers
        .computeIfAbsent(status == 0 ? "closed" : Integer.toString(status), it -> new LongAdder())
        .increment();
  }

  /** The number of requests or connections that were begun. */
  long requests() {
    return requests.sum();
  }

  long bytes() {
    return bytes.sum();
  }

  /** The number of answers of each status. */
  String answers() {
    return new TreeMap<>(answers)
        .entrySet().stream()
            .map(one -> one.getKey() + ": " + one.getValue().sum())
            .collect(Collectors.joining(", "));
  }
}
