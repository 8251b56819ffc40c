package io.azimuth.spi.route;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.BodyLimit;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.remote.Awaited;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A route as data, which decides about parsing, the access check and the form of the answer. A
 * route cannot be built without declaring who may use it.
 */
public final class Route {

  private final Operation operation;
  private final RoutePattern pattern;
  private final Access access;
  private final BodyLimit bodyLimit;
  private final Rendering rendering;
  private final List<Field<?>> fields;
  private final Function<Call, Awaited<Boolean>> exists;
  private final boolean hasExistenceCheck;
  private final boolean readsBodyOnDelete;
  private final boolean takesAnything;
  private final boolean takesBytes;
  private final boolean wrappable;
  private final boolean servesNothing;
  private final boolean removes;
  private final Optional<String> summary;
  private final Optional<AnswerSchema> answers;
  private final Map<String, String> captureHelp;
  private final Optional<Answer> answerWhileSealed;
  private final Handler handler;
  private final SealedHandler sealedHandler;

  private Route(Builder builder, Handler handler, SealedHandler sealedHandler) {
    this.operation = builder.operation;
    this.pattern = builder.pattern;
    this.access = builder.access;
    this.bodyLimit = builder.bodyLimit;
    this.rendering = builder.rendering;
    this.fields = List.copyOf(builder.fields);
    Predicate<Call> check = builder.exists;
    this.exists = call -> Awaited.of(check.test(call));
    this.hasExistenceCheck = builder.hasExistenceCheck;
    this.readsBodyOnDelete = builder.readsBodyOnDelete;
    this.takesAnything = builder.takesAnything;
    this.takesBytes = builder.takesBytes;
    this.wrappable = builder.wrappable;
    this.servesNothing = builder.servesNothing;
    this.removes = builder.removes;
    this.summary = builder.summary;
    this.answers = builder.answers;
    this.captureHelp = Map.copyOf(builder.captureHelp);
    this.answerWhileSealed = builder.answerWhileSealed;
    this.handler = Objects.requireNonNull(handler, "handler");
    this.sealedHandler = Objects.requireNonNull(sealedHandler, "sealedHandler");
  }

  private Route(Route other, Handler handler, Function<Call, Awaited<Boolean>> exists) {
    this.operation = other.operation;
    this.pattern = other.pattern;
    this.access = other.access;
    this.bodyLimit = other.bodyLimit;
    this.rendering = other.rendering;
    this.fields = other.fields;
    this.exists = Objects.requireNonNull(exists, "exists");
    this.hasExistenceCheck = other.hasExistenceCheck;
    this.readsBodyOnDelete = other.readsBodyOnDelete;
    this.takesAnything = other.takesAnything;
    this.takesBytes = other.takesBytes;
    this.wrappable = other.wrappable;
    this.servesNothing = other.servesNothing;
    this.removes = other.removes;
    this.summary = other.summary;
    this.answers = other.answers;
    this.captureHelp = other.captureHelp;
    this.answerWhileSealed = other.answerWhileSealed;
    this.handler = Objects.requireNonNull(handler, "handler");
    this.sealedHandler = other.sealedHandler;
  }

  /** The same route with this handler and this existence check in place of its own. */
  public Route with(Handler otherHandler, Predicate<Call> otherExists) {
    return waiting(otherHandler, call -> Awaited.of(otherExists.test(call)));
  }

  /** The same with an existence check that may have to wait. */
  public Route waiting(Handler otherHandler, Function<Call, Awaited<Boolean>> otherExists) {
    return new Route(this, otherHandler, otherExists);
  }

  /** Begins a route; its access must be declared next. */
  public static AccessChoice on(Operation operation, String pattern) {
    return access -> new Builder(operation, RoutePattern.of(pattern), access);
  }

  /** The operation of the route. */
  public Operation operation() {
    return operation;
  }

  /** The pattern of its paths, below the mount. */
  public RoutePattern pattern() {
    return pattern;
  }

  /** Who may use it. */
  public Access access() {
    return access;
  }

  /** The limit of the request body. */
  public BodyLimit bodyLimit() {
    return bodyLimit;
  }

  /** The form of the answer. */
  public Rendering rendering() {
    return rendering;
  }

  /** The parameters of the route. */
  public List<Field<?>> fields() {
    return fields;
  }

  /**
   * Whether a write of something that does not exist needs {@code create} and not {@code update}.
   */
  public boolean hasExistenceCheck() {
    return hasExistenceCheck;
  }

  /** Whether the thing exists already; true where the route does not check. */
  public boolean exists(Call call) {
    return existence(call).join();
  }

  /** The same without a thread that waits where the check has to. */
  public Awaited<Boolean> existence(Call call) {
    return exists.apply(call);
  }

  /** Whether a DELETE may have parameters in its body. */
  public boolean readsBodyOnDelete() {
    return readsBodyOnDelete;
  }

  /** Whether it accepts parameters of any name. */
  public boolean takesAnything() {
    return takesAnything;
  }

  /** Whether its body is bytes that the handler reads itself, and not parameters. */
  public boolean takesBytes() {
    return takesBytes;
  }

  /** Whether its answer can be wrapped. */
  public boolean isWrappable() {
    return wrappable;
  }

  /** Whether it only answers that nothing is served at its path. */
  public boolean servesNothing() {
    return servesNothing;
  }

  /**
   * Whether it deletes or revokes: what it writes is committed also when the disk of the store is
   * full.
   */
  public boolean removes() {
    return removes;
  }

  /** A short description, where the path does not suffice. */
  public Optional<String> summary() {
    return summary;
  }

  /** What it answers when it succeeds; empty where it is not declared. */
  public Optional<AnswerSchema> answers() {
    return answers;
  }

  /** The description of a part that the pattern captures, where it is declared. */
  public Optional<String> captureHelp(String capture) {
    return Optional.ofNullable(captureHelp.get(capture));
  }

  /** The answer to every caller while the server is sealed, where that is not a refusal. */
  public Optional<Answer> answerWhileSealed() {
    return answerWhileSealed;
  }

  /** The handler, which uses the store. */
  public Handler handler() {
    return handler;
  }

  /** The handler that works without the store. */
  public SealedHandler sealedHandler() {
    return sealedHandler;
  }

  @Override
  public String toString() {
    return operation + " " + pattern;
  }

  /** The step of the builder that declares who may use the route. */
  @FunctionalInterface
  public interface AccessChoice {

    /** Declares who may use the route. */
    Builder access(Access access);
  }

  /** Builds the rest of a route. */
  public static final class Builder {

    private final Operation operation;
    private final RoutePattern pattern;
    private final Access access;
    private final List<Field<?>> fields = new ArrayList<>();
    private BodyLimit bodyLimit;
    private Rendering rendering = Rendering.PLAIN;
    private Predicate<Call> exists = call -> true;
    private boolean hasExistenceCheck;
    private boolean readsBodyOnDelete;
    private boolean takesAnything;
    private boolean takesBytes;
    private boolean wrappable = true;
    private boolean servesNothing;
    private boolean removes;
    private Optional<String> summary = Optional.empty();
    private Optional<AnswerSchema> answers = Optional.empty();
    private final Map<String, String> captureHelp = new HashMap<>();
    private Optional<Answer> answerWhileSealed = Optional.empty();

    private Builder(Operation operation, RoutePattern pattern, Access access) {
      this.operation = operation;
      this.pattern = pattern;
      this.access = Objects.requireNonNull(access, "access");
      this.removes = operation == Operation.DELETE;
      this.bodyLimit = access.needsToken() ? BodyLimit.AUTHENTICATED : BodyLimit.PUBLIC;
    }

    /** Sets the parameters of the route. */
    public Builder fields(List<? extends Field<?>> known) {
      fields.addAll(known);
      return this;
    }

    /** Sets the parameters of the route. */
    public Builder fields(Field<?>... known) {
      return fields(List.of(known));
    }

    /** Sets a smaller limit of the body, in bytes. */
    public Builder bodyLimit(int bytes) {
      this.bodyLimit = bodyLimit.atMost(bytes);
      return this;
    }

    /** Sets another form of the answer. */
    public Builder rendering(Rendering form) {
      this.rendering = form;
      return this;
    }

    /** Sets the check whether the thing exists already. */
    public Builder existence(Predicate<Call> check) {
      this.exists = check;
      this.hasExistenceCheck = true;
      return this;
    }

    /** Reads parameters from the body of a DELETE, too, because some clients send them there. */
    public Builder bodyOnDelete() {
      this.readsBodyOnDelete = true;
      return this;
    }

    /** Accepts parameters of any name, without warnings. */
    public Builder anyParameters() {
      this.takesAnything = true;
      return this;
    }

    /**
     * Takes a body of any length that is no JSON: the handler reads its {@link
     * io.azimuth.spi.api.RequestBody#bytes}, and parameters come from the query.
     *
     * @throws IllegalStateException when the route is served without a token: no budget would hold
     */
    public Builder takesBytes() {
      if (!access.needsToken()) {
        throw new IllegalStateException("strangers send no body of any length");
      }
      this.takesBytes = true;
      return this;
    }

    /** Never wraps the answer, even when the caller asks for it. */
    public Builder neverWrapped() {
      this.wrappable = false;
      return this;
    }

    /** Declares that nothing is served at the path, so a policy that names it is a mistake. */
    public Builder servesNothing() {
      this.servesNothing = true;
      return this;
    }

    /**
     * Declares that the route deletes or revokes, as each DELETE does, so that its writes are
     * committed also when the disk of the store is full.
     */
    public Builder removes() {
      this.removes = true;
      return this;
    }

    /** Sets a short description for the documentation of the API. */
    public Builder summary(String sentence) {
      this.summary = Optional.of(sentence);
      return this;
    }

    /** Declares what it answers when it succeeds, for the documentation of the API. */
    public Builder answers(AnswerSchema schema) {
      this.answers = Optional.of(schema);
      return this;
    }

    /**
     * Describes a part that the pattern captures, for the documentation of the API. Without effect
     * where it captures no such part, so that several patterns can share what is said of them.
     */
    public Builder captures(String capture, String sentence) {
      captureHelp.put(capture, sentence);
      return this;
    }

    /**
     * Sets an answer to every caller while the server is sealed, for a request that has no effect
     * then.
     */
    public Builder whileSealed(Answer answer) {
      this.answerWhileSealed = Optional.of(answer);
      return this;
    }

    /** Builds the route with this handler. */
    public Route handle(Handler handler) {
      if (access == Access.PUBLIC_EVEN_SEALED) {
        throw new IllegalStateException("a route that works while sealed has no unit of work");
      }
      return new Route(
          this,
          handler,
          (request, parsed) -> {
            throw new IllegalStateException("this route needs the store");
          });
    }

    /** Builds a route of {@link Access#PUBLIC_EVEN_SEALED} with this handler. */
    public Route handleEvenSealed(SealedHandler handler) {
      if (access != Access.PUBLIC_EVEN_SEALED) {
        throw new IllegalStateException("only public routes work while sealed");
      }
      return new Route(
          this,
          call -> {
            throw new IllegalStateException("this route works without the store");
          },
          handler);
    }
  }
}
