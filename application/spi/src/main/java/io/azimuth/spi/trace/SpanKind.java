package io.azimuth.spi.trace;

/** What a span is, for tools that draw a trace. */
public enum SpanKind {
  /** A request that this server carries out. */
  SERVER,
  /** A call to another system. */
  CLIENT,
  /** A part of a request. */
  INTERNAL
}
