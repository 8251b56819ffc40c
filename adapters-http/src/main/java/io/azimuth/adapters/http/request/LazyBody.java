package io.azimuth.adapters.http.request;

import io.azimuth.spi.api.BodyLimit;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and parses the body when the application asks for it. One worker at a time may call it; a
 * second call returns or throws the same as the first.
 */
public final class LazyBody implements RequestBody {

  private @Nullable IncomingBody incoming; // until it is parsed: then only the values are kept
  private final boolean saidToBeForm;
  private final int largest;
  private @Nullable Outcome early; // within the limits of a public route
  private @Nullable Outcome outcome;

  /**
   * A body that is not read yet.
   *
   * @param saidToBeForm whether the content type is that of a form
   * @param largest the limit in bytes, even if the caller allows more
   */
  public LazyBody(IncomingBody incoming, boolean saidToBeForm, int largest) {
    this.incoming = incoming;
    this.saidToBeForm = saidToBeForm;
    this.largest = largest;
  }

  @Override
  public Value.Obj read(BodyLimit limit) {
    Outcome known = outcome;
    IncomingBody unread = incoming;
    if (known == null && unread != null) {
      known =
          early == null || !limit.allows(BodyLimit.PUBLIC)
              ? readNow(unread, limit.atMost(largest))
              : early;
      outcome = known;
      incoming = null;
    }
    return Objects.requireNonNull(known, "outcome").get();
  }

  @Override
  public InputStream bytes() {
    IncomingBody unread = incoming;
    if (unread == null) {
      throw new IllegalStateException("the body is read once");
    }
    incoming = null;
    return unread.stream();
  }

  @Override
  public Optional<Value.Obj> arrived() {
    IncomingBody unread = incoming;
    if (outcome == null && early == null && unread != null && unread.hasArrived()) {
      Outcome found = readNow(unread, BodyLimit.PUBLIC.atMost(largest));
      early = found.refusal().isPresent() ? null : found; // a route may allow more
    }
    return Optional.ofNullable(early).map(Outcome::object);
  }

  private Outcome readNow(IncomingBody unread, BodyLimit limit) {
    try {
      Value.Obj object =
          BodyParser.parse(unread.readAll(limit.bytes()), saidToBeForm, limit.values());
      return new Outcome(object, Optional.empty());
    } catch (RefusedException e) {
      return new Outcome(Value.Obj.EMPTY, Optional.of(e));
    }
  }

  /** The result of the first reading. */
  private record Outcome(Value.Obj object, Optional<RefusedException> refusal) {

    Value.Obj get() {
      if (refusal.isPresent()) {
        throw refusal.get();
      }
      return object;
    }
  }
}
