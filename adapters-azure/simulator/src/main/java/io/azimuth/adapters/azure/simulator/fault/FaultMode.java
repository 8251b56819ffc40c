package io.azimuth.adapters.azure.simulator.fault;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

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
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
