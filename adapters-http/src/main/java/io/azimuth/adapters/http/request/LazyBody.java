package io.azimuth.adapters.http.request;

import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and parses the body when the application asks for it. One worker at a time may call it; a
 * second call returns or throws the same as the first.
 */
public final class LazyBody implements RequestBody {

  private final IncomingBody incoming;
  private final boolean saidToBeForm;
  private final int largest;
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
  public Value.Obj read(int maxBytes) {
    Outcome known = outcome;
    if (known == null) {
      known = readNow(Math.min(maxBytes, largest));
      outcome = known;
    }
    return known.get();
  }

  private Outcome readNow(int maxBytes) {
    try {
      Value.Obj object = BodyParser.parse(incoming.readAll(maxBytes), saidToBeForm);
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
