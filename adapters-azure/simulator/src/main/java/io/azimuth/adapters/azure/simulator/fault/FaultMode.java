package io.azimuth.adapters.azure.simulator.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How an endpoint can fail. */
public enum FaultMode {
  /** Not at all: ends an earlier fault. */
  NONE,
  /** The right answer, late. */
  LATENCY,
  /** Status 503. */
  OUTAGE,
  /** A status of choice, with an error body as the endpoint has it. */
  STATUS,
  /** The right answer begins, and the connection breaks in the middle of its body. */
  CUT,
  /** No answer ever; the connection stays open until the fault ends. */
  HANG,
  /** The connection breaks without an answer, before the request takes effect. */
  DROP,
  /** The request takes effect, and the connection breaks without an answer. */
  DROP_AFTER,
  /** The request takes effect, and the answer is a status of choice. */
  STATUS_AFTER,
  /** The request takes effect, and its answer never comes. */
  HANG_AFTER;

  /** The name in steering requests, in lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> wireNames() {
    return Arrays.stream(values()).map(FaultMode::wireName).toList();
  }

  public static Optional<FaultMode> ofWireName(String name) {
    return Arrays.stream(values()).filter(it -> it.wireName().equals(name)).findFirst();
  }
}
