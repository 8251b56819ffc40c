package io.azimuth.spi.api;

import io.azimuth.spi.remote.Awaited;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The answer of a handler, in one of a closed set of forms. */
public sealed interface Answer {

  /**
   * The usual form: data, a token, or both, in the common envelope.
   *
   * @param data the result
   * @param auth the token that was issued or renewed
   * @param warnings sentences for the operator
   * @param freshFor how long the data should be relied on before it is read again; zero leaves it
   *     open
   * @param lease under which the data was given out, or which was renewed
   * @param accessor of the secret in the data; whoever has the answer wrapped reads it in {@code
   *     wrap_info}, as {@code wrapped_accessor}, to end the secret without reading it
   */
  record Envelope(
      Optional<Value.Obj> data,
      Optional<Auth> auth,
      List<String> warnings,
      Duration freshFor,
      Optional<IssuedLease> lease,
      Optional<String> accessor)
      implements Answer {

    private static final int MOST_OF_ACCESSOR = 256;

    public Envelope {
      Objects.requireNonNull(data, "data");
      Objects.requireNonNull(auth, "auth");
      warnings = List.copyOf(warnings);
      Objects.requireNonNull(freshFor, "freshFor");
      Objects.requireNonNull(lease, "lease");
      if (accessor.filter(it -> it.isEmpty() || it.length() > MOST_OF_ACCESSOR).isPresent()) {
        throw new IllegalArgumentException("an accessor has 1 to 256 characters");
      }
    }

    /** An envelope without an accessor of a secret. */
    public Envelope(
        Optional<Value.Obj> data,
        Optional<Auth> auth,
        List<String> warnings,
        Duration freshFor,
        Optional<IssuedLease> lease) {
      this(data, auth, warnings, freshFor, lease, Optional.empty());
    }

    /** An envelope without a lease. */
    public Envelope(
        Optional<Value.Obj> data, Optional<Auth> auth, List<String> warnings, Duration freshFor) {
      this(data, auth, warnings, freshFor, Optional.empty());
    }

    /** An envelope that leaves open how long its data can be relied on. */
    public Envelope(Optional<Value.Obj> data, Optional<Auth> auth, List<String> warnings) {
      this(data, auth, warnings, Duration.ZERO);
    }

    /** The same envelope with these warnings in the place of its own. */
    public Envelope withWarnings(List<String> others) {
      return new Envelope(data, auth, others, freshFor, lease, accessor);
    }
  }

  /**
   * The answer is stored for the holder of the wrapping token.
   *
   * @param info what the caller reads about it
   */
  record Wrapped(WrapInfo info) implements Answer {

    public Wrapped {
      Objects.requireNonNull(info, "info");
    }
  }

  /** Success, without a body. */
  record Empty() implements Answer {}

  /**
   * The thing does not exist.
   *
   * @param data data that is returned nevertheless
   * @param warnings sentences for the caller
   */
  record NotFound(Optional<Value.Obj> data, List<String> warnings) implements Answer {

    public NotFound {
      Objects.requireNonNull(data, "data");
      warnings = List.copyOf(warnings);
    }

    /** Not found, without data or warnings. */
    public NotFound() {
      this(Optional.empty(), List.of());
    }

    /** Not found, with data about what is missing. */
    public NotFound(Value.Obj data) {
      this(Optional.of(data), List.of());
    }

    /** Not found, with the reason. */
    public NotFound(String warning) {
      this(Optional.empty(), List.of(warning));
    }
  }

  /** The request was accepted and is carried out in the background. */
  record Accepted(List<String> warnings) implements Answer {

    public Accepted {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * An object that is not put into the envelope.
   *
   * @param body the members at the root
   * @param state the state that it reports, where the status depends on it
   * @param maxAge how long shared caches may keep it; empty: it must not be cached
   */
  record Raw(Value.Obj body, State state, Optional<Duration> maxAge) implements Answer {

    public Raw {
      Objects.requireNonNull(body, "body");
      Objects.requireNonNull(state, "state");
      Objects.requireNonNull(maxAge, "maxAge");
    }

    /** An object that must not be cached. */
    public Raw(Value.Obj body, State state) {
      this(body, state, Optional.empty());
    }

    /** An object that shared caches may keep for that time. */
    public static Raw keptFor(Duration time, Value.Obj body) {
      return new Raw(body, State.NORMAL, Optional.of(time));
    }
  }

  /** Bytes that are sent unchanged; see {@link #discard}. */
  record Download(Content content) implements Answer {

    public Download {
      Objects.requireNonNull(content, "content");
    }
  }

  /** Bytes that are sent as they come, until one of the two sides ends it; see {@link #discard}. */
  record Stream(Feed feed) implements Answer {

    public Stream {
      Objects.requireNonNull(feed, "feed");
    }
  }

  /**
   * The handler waits for another system. The gateway keeps the request without a thread, and runs
   * the remaining steps of the handler when the answer has arrived or the deadline has passed. They
   * work in the same transaction. When something that the transaction relies on has changed
   * meanwhile, the handler runs again from its beginning instead.
   *
   * @param pending what is waited for, and the remaining steps
   */
  record Await(Awaited.Pending<Answer> pending) implements Answer {

    public Await {
      Objects.requireNonNull(pending, "pending");
    }
  }

  /** The request was not carried out. The gateway makes it of a {@link RefusedException}. */
  record Refused(Refusal refusal) implements Answer {

    public Refused {
      Objects.requireNonNull(refusal, "refusal");
    }
  }

  /** The state that a raw answer reports. */
  enum State {
    /** No particular state. */
    NORMAL,
    /** The server is active. */
    ACTIVE,
    /** The server waits for another node to fail. */
    STANDBY,
    /** The server is sealed: it has no keys to its store. */
    SEALED,
    /**
     * It is open, and would carry out only requests that write nothing; the body has the reason.
     */
    READS_ONLY,
    /** It is open, but would carry out no request; the body has the reason. */
    UNHEALTHY,
    /** The store was never initialised. */
    UNINITIALIZED
  }

  /** The answer itself when it is there, otherwise {@link Await}. */
  static Answer of(Awaited<Answer> answer) {
    return answer.<Answer>fold(arrived -> arrived, Await::new);
  }

  /** Data in the envelope. */
  static Answer data(Value.Obj data) {
    return new Envelope(Optional.of(data), Optional.empty(), List.of());
  }

  /** Data in the envelope, with warnings. */
  static Answer data(Value.Obj data, List<String> warnings) {
    return new Envelope(Optional.of(data), Optional.empty(), warnings);
  }

  /** Data that holds a secret, with the accessor of the secret. */
  static Answer secret(Value.Obj data, String accessor) {
    return new Envelope(
        Optional.of(data),
        Optional.empty(),
        List.of(),
        Duration.ZERO,
        Optional.empty(),
        Optional.of(accessor));
  }

  /** Data that was given out under a lease. */
  static Answer leased(Value.Obj data, IssuedLease lease) {
    return new Envelope(
        Optional.of(data), Optional.empty(), List.of(), Duration.ZERO, Optional.of(lease));
  }

  /** Success; an envelope without data where there are warnings, otherwise an empty answer. */
  static Answer done(List<String> warnings) {
    return warnings.isEmpty()
        ? new Empty()
        : new Envelope(Optional.empty(), Optional.empty(), warnings);
  }

  /** A list answer with these names; without any name it is not found, as in Vault's API. */
  static Answer keys(List<String> sortedNames) {
    return sortedNames.isEmpty()
        ? new NotFound()
        : data(new Value.Obj(Map.of("keys", Value.of(sortedNames))));
  }

  /** Releases the resources that the answer holds; call it on every answer that is not sent. */
  default void discard() {
    if (this instanceof Download download) {
      download.content().close();
    } else if (this instanceof Stream stream) {
      stream.feed().close();
    }
  }
}
