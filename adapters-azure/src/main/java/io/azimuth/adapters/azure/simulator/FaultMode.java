package io.azimuth.adapters.azure.simulator;

import java.util.Arrays;
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
  HANG;

  static Optional<FaultMode> ofWireName(String name) {
    return Arrays.stream(values())
        .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
