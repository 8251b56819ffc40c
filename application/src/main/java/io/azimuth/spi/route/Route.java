package io.azimuth.spi.route;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A route as data: from it come parsing, the access check and the form of the answer. There is no
 * way to make one without saying who may use it.
 */
public final class Route {

  /** What routes read when they say nothing else: 32 MiB (spec 1.3). */
  public static final int DEFAULT_BODY_LIMIT = 32 << 20;

  /** What a public route reads at the most: 256 KiB. */
  public static final int PUBLIC_BODY_LIMIT = 256 << 10;

  private final Operation operation;
  private final RoutePattern pattern;
  private final Access access;
  private final int bodyLimit;
  private final ApiResponse.Rendering rendering;
  private final List<Field<?>> fields;
  private final Predicate<Call> exists;
  private final boolean hasExistenceCheck;
  private final boolean readsBodyOnDelete;
  private final boolean takesAnything;
  private final boolean wrappable;
  private final boolean servesNothing;
  private final Optional<String> summary;
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
    this.exists = builder.exists;
    this.hasExistenceCheck = builder.hasExistenceCheck;
    this.readsBodyOnDelete = builder.readsBodyOnDelete;
    this.takesAnything = builder.takesAnything;
    this.wrappable = builder.wrappable;
    this.servesNothing = builder.servesNothing;
    this.summary = builder.summary;
    this.answerWhileSealed = builder.answerWhileSealed;
    this.handler = Objects.requireNonNull(handler, "handler");
    this.sealedHandler = Objects.requireNonNull(sealedHandler, "sealedHandler");
  }

  /** Begins a route; who may use it must be said next. */
  public static AccessChoice on(Operation operation, String pattern) {
    return access -> new Builder(operation, RoutePattern.of(pattern), access);
  }

  /** What it does. */
  public Operation operation() {
    return operation;
  }

  /** Where, below the mount. */
  public RoutePattern pattern() {
    return pattern;
  }

  /** Who may use it. */
  public Access access() {
    return access;
  }

  /** How large the body may be, in bytes. */
  public int bodyLimit() {
    return bodyLimit;
  }

  /** How the answer looks. */
  public ApiResponse.Rendering rendering() {
    return rendering;
  }

  /** The parameters that it knows. */
  public List<Field<?>> fields() {
    return fields;
  }

  /** Whether a write of something absent needs {@code create} and not {@code update}. */
  public boolean hasExistenceCheck() {
    return hasExistenceCheck;
  }

  /** Whether the thing is there already; true where the route does not check. */
  public boolean exists(Call call) {
    return exists.test(call);
  }

  /** Whether parameters of a removal may stand in its body, too. */
  public boolean readsBodyOnDelete() {
    return readsBodyOnDelete;
  }

  /** Whether parameters of any name are its business. */
  public boolean takesAnything() {
    return takesAnything;
  }

  /** Whether its answer is wrapped for whoever asks for that. */
  public boolean isWrappable() {
    return wrappable;
  }

  /** Whether it is there only to say that nothing is. */
  public boolean servesNothing() {
    return servesNothing;
  }

  /** What it does, in a few words, where its path does not say. */
  public Optional<String> summary() {
    return summary;
  }

  /** What anybody is answered while the server is sealed, where that is not a refusal. */
  public Optional<Answer> answerWhileSealed() {
    return answerWhileSealed;
  }

  /** Who carries it out, with the store. */
  public Handler handler() {
    return handler;
  }

  /** Who carries it out, without the store. */
  public SealedHandler sealedHandler() {
    return sealedHandler;
  }

  @Override
  public String toString() {
    return operation + " " + pattern;
  }

  /** The step in which a route says who may use it. */
  @FunctionalInterface
  public interface AccessChoice {

    /** Says who may use the route. */
    Builder access(Access access);
  }

  /** The rest of a route. */
  public static final class Builder {

    private final Operation operation;
    private final RoutePattern pattern;
    private final Access access;
    private final List<Field<?>> fields = new ArrayList<>();
    private int bodyLimit;
    private ApiResponse.Rendering rendering = ApiResponse.Rendering.PLAIN;
    private Predicate<Call> exists = call -> true;
    private boolean hasExistenceCheck;
    private boolean readsBodyOnDelete;
    private boolean takesAnything;
    private boolean wrappable = true;
    private boolean servesNothing;
    private Optional<String> summary = Optional.empty();
    private Optional<Answer> answerWhileSealed = Optional.empty();

    private Builder(Operation operation, RoutePattern pattern, Access access) {
      this.operation = operation;
      this.pattern = pattern;
      this.access = Objects.requireNonNull(access, "access");
      this.bodyLimit = access.needsToken() ? DEFAULT_BODY_LIMIT : PUBLIC_BODY_LIMIT;
    }

    /** The parameters that it knows. */
    public Builder fields(List<? extends Field<?>> known) {
      fields.addAll(known);
      return this;
    }

    /** The parameters that it knows. */
    public Builder fields(Field<?>... known) {
      return fields(List.of(known));
    }

    /** A smaller limit of the body, in bytes. */
    public Builder bodyLimit(int bytes) {
      this.bodyLimit = bytes;
      return this;
    }

    /** Another form of the answer. */
    public Builder rendering(ApiResponse.Rendering form) {
      this.rendering = form;
      return this;
    }

    /** How to tell whether the thing is there already. */
    public Builder existence(Predicate<Call> check) {
      this.exists = check;
      this.hasExistenceCheck = true;
      return this;
    }

    /** Takes parameters from the body of a removal, too: some clients send them there. */
    public Builder bodyOnDelete() {
      this.readsBodyOnDelete = true;
      return this;
    }

    /** Takes parameters of any name besides, and warns of none. */
    public Builder anyParameters() {
      this.takesAnything = true;
      return this;
    }

    /** Answers in clear, whatever is asked. */
    public Builder neverWrapped() {
      this.wrappable = false;
      return this;
    }

    /** Only says that nothing is there: a policy that names such a path is a mistake. */
    public Builder servesNothing() {
      this.servesNothing = true;
      return this;
    }

    /** What it does, in a few words, for descriptions of the API. */
    public Builder summary(String sentence) {
      this.summary = Optional.of(sentence);
      return this;
    }

    /** Answers anybody this while the server is sealed: what is asked for is so already. */
    public Builder whileSealed(Answer answer) {
      this.answerWhileSealed = Optional.of(answer);
      return this;
    }

    /** The route, complete. */
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

    /** The route, complete, of {@link Access#PUBLIC_EVEN_SEALED}. */
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
