package io.azimuth.spi.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a handler says: one of a closed set of forms. */
public sealed interface Answer {

  /**
   * The usual form: data, a token, or both, in the common envelope.
   *
   * @param data the result
   * @param auth the token that was issued or renewed
   * @param warnings sentences for the operator
   * @param freshFor how long the data should be relied on before it is read again; zero says
   *     nothing of it
   */
  record Envelope(
      Optional<Value.Obj> data, Optional<Auth> auth, List<String> warnings, Duration freshFor)
      implements Answer {

    public Envelope {
      Objects.requireNonNull(data, "data");
      Objects.requireNonNull(auth, "auth");
      warnings = List.copyOf(warnings);
      Objects.requireNonNull(freshFor, "freshFor");
    }

    /** One that says nothing of how long its data can be relied on. */
    public Envelope(Optional<Value.Obj> data, Optional<Auth> auth, List<String> warnings) {
      this(data, auth, warnings, Duration.ZERO);
    }
  }

  /**
   * The answer is kept for whoever has the wrapping token.
   *
   * @param info all that is said of it
   */
  record Wrapped(WrapInfo info) implements Answer {

    public Wrapped {
      Objects.requireNonNull(info, "info");
    }
  }

  /** Done, and nothing to say. */
  record Empty() implements Answer {}

  /**
   * Nothing there.
   *
   * @param data what there is to say of it all the same
   * @param warnings sentences for the caller
   */
  record NotFound(Optional<Value.Obj> data, List<String> warnings) implements Answer {

    public NotFound {
      Objects.requireNonNull(data, "data");
      warnings = List.copyOf(warnings);
    }

    /** Nothing there, and nothing to say. */
    public NotFound() {
      this(Optional.empty(), List.of());
    }

    /** Nothing there, but this is known of it. */
    public NotFound(Value.Obj data) {
      this(Optional.of(data), List.of());
    }

    /** Nothing there, and this is why. */
    public NotFound(String warning) {
      this(Optional.empty(), List.of(warning));
    }
  }

  /** Under way: it will be done. */
  record Accepted(List<String> warnings) implements Answer {

    public Accepted {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * An object that is not put into the envelope.
   *
   * @param body the members at the root
   * @param state what it means, where the form of the answer depends on it
   * @param maxAge how long anybody may keep it; empty: it is not to be kept at all
   */
  record Raw(Value.Obj body, State state, Optional<Duration> maxAge) implements Answer {

    public Raw {
      Objects.requireNonNull(body, "body");
      Objects.requireNonNull(state, "state");
      Objects.requireNonNull(maxAge, "maxAge");
    }

    /** One that nobody keeps. */
    public Raw(Value.Obj body, State state) {
      this(body, state, Optional.empty());
    }

    /** One that anybody may keep for so long. */
    public static Raw keptFor(Duration time, Value.Obj body) {
      return new Raw(body, State.NORMAL, Optional.of(time));
    }
  }

  /** Bytes as they are; see {@link #discard}. */
  record Download(Content content) implements Answer {

    public Download {
      Objects.requireNonNull(content, "content");
    }
  }

  /** Not carried out. */
  record Refused(Refusal refusal) implements Answer {

    public Refused {
      Objects.requireNonNull(refusal, "refusal");
    }
  }

  /** The state that a raw answer reports. */
  enum State {
    /** Nothing special. */
    NORMAL,
    /** Serving. */
    ACTIVE,
    /** Waiting for another node to fail. */
    STANDBY,
    /** Without keys to its store. */
    SEALED,
    /** Never initialised. */
    UNINITIALIZED
  }

  /** Data in the envelope. */
  static Answer data(Value.Obj data) {
    return new Envelope(Optional.of(data), Optional.empty(), List.of());
  }

  /** Data in the envelope, with warnings. */
  static Answer data(Value.Obj data, List<String> warnings) {
    return new Envelope(Optional.of(data), Optional.empty(), warnings);
  }

  /** Done; with warnings, where there are any, an envelope without data. */
  static Answer done(List<String> warnings) {
    return warnings.isEmpty()
        ? new Empty()
        : new Envelope(Optional.empty(), Optional.empty(), warnings);
  }

  /** The names as a list answer; none at all is not found (spec 1.6, 1.7). */
  static Answer keys(List<String> sortedNames) {
    return sortedNames.isEmpty()
        ? new NotFound()
        : data(new Value.Obj(Map.of("keys", Value.of(sortedNames))));
  }

  /** Lets go of what the answer holds on to; every answer that is not sent ends here. */
  default void discard() {
    if (this instanceof Download download) {
      download.content().close();
    }
  }

  /** A refusal of something malformed. */
  static Answer invalid(String sentence) {
    return new Refused(RefusedException.invalid(sentence).refusal());
  }
}
