package io.azimuth.spi.api;

/** The body of a request, not read before it is asked for. */
@FunctionalInterface
public interface RequestBody {

  /** No body at all. */
  RequestBody NONE = maxBytes -> Value.Obj.EMPTY;

  /**
   * Reads and parses the body; may block while it arrives. A second call returns the same. An empty
   * body and {@code null} are an object without members.
   *
   * @throws RefusedException {@code TOO_LARGE} above the limit, {@code INVALID_REQUEST} for
   *     anything but one JSON object (or a form), nested at most 64 deep, without duplicate members
   */
  Value.Obj read(int maxBytes);
}
