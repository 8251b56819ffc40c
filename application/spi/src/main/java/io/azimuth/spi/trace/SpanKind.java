package io.azimuth.spi.trace;

/** What a span is, for whoever draws a trace. */
public enum SpanKind {
  /** A request that this server carries out. */
  SERVER,
  /** A call to another system. */
  CLIENT,
  /** A part of a request. */
  INTERNAL
}
