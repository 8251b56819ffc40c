package io.azimuth.adapters.http.request;

import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and parses the body when asked, once; for one worker at a time. */
public final class LazyBody implements RequestBody {

  private final IncomingBody incoming;
  private final boolean saidToBeForm;
  private final int largest;
  private @Nullable Outcome outcome;

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

  /** What the first reading led to; a second call is told the same. */
  private record Outcome(Value.Obj object, Optional<RefusedException> refusal) {

    Value.Obj get() {
      if (refusal.isPresent()) {
        throw refusal.get();
      }
      return object;
    }
  }
}
