package io.azimuth.spi.trace;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * A piece of work in a trace. Safe for use by many threads.
 *
 * <p>Readers of traces see names and attributes: they hold no secret, no token, and no text of a
 * caller that may contain one. Texts are cut after 256 characters.
 */
public interface Span {

  /** Belongs to no trace. All its methods do nothing. */
  Span NONE = new NoSpan();

  /** Begins a part of this work; {@link #end} must follow. */
  Span child(SpanKind kind, String name);

  /**
   * Whether it keeps its names, attributes and events. Otherwise nothing needs to be computed for
   * it.
   */
  boolean isRecorded();

  /**
   * Names the work more exactly: the detail follows the name with which it began, and replaces an
   * earlier detail. Names are few: no ids, and no text of callers.
   */
  void detail(String detail);

  /** Sets an attribute. */
  Span put(String name, String value);

  /** Sets an attribute. */
  Span put(String name, long value);

  /** Sets an attribute. */
  Span put(String name, List<String> values);

  /** Notes that something happened. */
  void event(String name);

  /**
   * Marks the work as failed.
   *
   * @param type the kind of failure, one of few
   */
  void fail(String type);

  /** Ends the work. Later calls of all methods do nothing. */
  void end();

  /** The id of the trace, 32 hexadecimal digits; empty where there is none. */
  String traceId();

  /** The id of this span, 16 hexadecimal digits; empty where there is none. */
  String id();

  /** Gives out the headers with which another system continues the trace (W3C Trace Context). */
  void propagate(BiConsumer<String, String> headers);
}
