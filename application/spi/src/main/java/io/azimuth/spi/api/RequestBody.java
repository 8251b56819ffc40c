package io.azimuth.spi.api;

import java.io.InputStream;
import java.util.Optional;

/** The body of a request, read only on demand. */
@FunctionalInterface
public interface RequestBody {

  /** An empty body. */
  RequestBody NONE = limit -> Value.Obj.EMPTY;

  /**
   * Reads and parses the body; may block while it arrives. A second call returns the same. An empty
   * body and {@code null} are an object without members.
   *
   * @throws RefusedException with {@code TOO_LARGE} above the limit, with {@code INVALID_REQUEST}
   *     unless it is one JSON object (or a form), nested at most 64 deep, without duplicate members
   *     and with no more values than the limit
   */
  Value.Obj read(BodyLimit limit);

  /**
   * The parsed body if all of it has arrived and {@link BodyLimit#PUBLIC} allows it; empty if not,
   * and if it cannot be parsed. Does not block. For hints only: what depends on the body calls
   * {@link #read}, which reports what is wrong with it.
   */
  default Optional<Value.Obj> arrived() {
    return Optional.empty();
  }

  /**
   * The bytes of the body as they arrive, of any number, for a route that {@link
   * io.azimuth.spi.route.Route.Builder#takesBytes takes bytes}. To be called once, and instead of
   * {@link #read}. Reading blocks, and throws {@link RefusedException} when the client sends too
   * slowly or breaks off. The default implementation has none.
   */
  default InputStream bytes() {
    return InputStream.nullInputStream();
  }
}
