package vandal;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Token;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.RenewalTerms;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.IssuedLease;
import io.azimuth.spi.api.Feed;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.api.WrapInfo;
import io.azimuth.spi.federation.PluginIdentityTokens;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.lease.LeaseGrant;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AfterCommit;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.storage.MountStorage;
import io.azimuth.spi.storage.MountTransaction;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** An auth method that does what it can against its server. */
final class VandalAuth implements AuthMethod {

  private static final Field<String> NAME = Field.text("name", "What to do.");

  private final AuthMethodContext context;
  private final String hang;
  private final Hang hanging;
  private final AtomicReference<Call> kept = new AtomicReference<>();
  private final AtomicReference<MountStorage> keptStorage = new AtomicReference<>();

  VandalAuth(PluginSettings settings, AuthMethodContext context) {
    this.context = context;
    this.hang = settings.text("hang").orElse("");
    this.hanging = new Hang(settings.path("release").orElseThrow());
    hang("create");
    context.metrics().add(() -> measured());
    if (hang.contains("sleep")) {
      for (int i = 1; i < 16; i++) {
        context.metrics().add(() -> measured());
      }
    }
    if (hang.contains("numbers")) {
      Boast.count(context.metrics());
    }
  }

  private List<Measurement> measured() {
    hang("measure");
    hang("sleep");
    if (hang.contains("numbers")) {
      return Boast.numbers();
    }
    throw new NoClassDefFoundError("vandal/Missing");
  }

  private void hang(String place) {
    if (hang.contains(place)) {
      hanging.now();
    }
  }

  @Override
  public String type() {
    return "vandal";
  }

  @Override
  public List<Route> routes() {
    if (hang.startsWith("describe ")) {
      return Boast.routes(hang.substring("describe ".length()));
    }
    return List.of(
        Route.on(Operation.WRITE, "throw").access(Access.PUBLIC).fields(NAME).handle(this::fail),
        Route.on(Operation.WRITE, "reach").access(Access.PUBLIC).fields(NAME).handle(this::reach),
        Route.on(Operation.WRITE, "do").access(Access.PUBLIC).fields(NAME).handle(this::act),
        Route.on(Operation.WRITE, "rob").access(Access.PUBLIC).fields(NAME).handle(this::rob),
        Route.on(Operation.WRITE, "grant").access(Access.PUBLIC).fields(NAME).handle(this::grant),
        Route.on(Operation.READ, "seen/public").access(Access.PUBLIC).handle(this::credentials),
        Route.on(Operation.READ, "seen/caller")
            .access(Access.PUBLIC_WITH_CALLER)
            .handle(this::credentials),
        Route.on(Operation.READ, "seen/valid")
            .access(Access.PUBLIC_OR_VALID_TOKEN)
            .handle(this::credentials),
        Route.on(Operation.READ, "seen/wrapping")
            .access(Access.WRAPPING_TOKEN)
            .handle(this::credentials),
        Route.on(Operation.READ, "seen/known")
            .access(Access.AUTHORIZED)
            .handle(this::credentials),
        Route.on(Operation.WRITE, "known").access(Access.AUTHORIZED).handle(call -> ok("served")),
        Route.on(Operation.WRITE, "known/:name")
            .access(Access.AUTHORIZED)
            .existence(call -> call.storage().get(call.fields().captured("name")).isPresent())
            .handle(
                call -> {
                  call.storage().put(call.fields().captured("name"), Value.Obj.EMPTY);
                  return ok("written");
                }),
        Route.on(Operation.WRITE, "doze").access(Access.PUBLIC).handle(this::doze),
        Route.on(Operation.WRITE, "hang").access(Access.PUBLIC).handle(this::hang));
  }

  private Answer fail(Call call) {
    switch (call.fields().value(NAME)) {
      case "runtime" -> throw new IllegalStateException();
      case "error" -> throw new AssertionError("x");
      case "initializer" -> throw new ExceptionInInitializerError("x");
      case "deep" -> deep(0);
      case "checked" -> VandalAuth.<RuntimeException>throwAny(new Exception("x"));
      case "throwable" -> VandalAuth.<RuntimeException>throwAny(new Throwable("x"));
      case "death" -> VandalAuth.<RuntimeException>throwAny(new ThreadDeath());
      case "nasty" ->
          throw new IllegalStateException() {
            @Override
            public String getMessage() {
              throw new IllegalStateException("even this");
            }

            @Override
            public String toString() {
              throw new IllegalStateException("and this");
            }
          };
      case "download" -> {
        return new Answer.Stream(new HangingFeed());
      }
      case "cause" ->
          throw new ServiceException(ErrorCode.UNEXPECTED, "x", new EndlessCause("x"));
      case "suppressed" -> {
        ServiceException fault = new ServiceException(ErrorCode.UNEXPECTED, "x");
        fault.addSuppressed(new EndlessCause("x"));
        throw fault;
      }
      case "machine" -> VandalAuth.<RuntimeException>throwAny(new EndlessError());
      case "internal" ->
          VandalAuth.<RuntimeException>throwAny(new InternalError(new EndlessCause("x")));
      case "forged" -> {
        return new Answer.Envelope(Optional.empty(), Optional.of(forged()), List.of());
      }
      case "leased" -> {
        return Answer.leased(
            Value.Obj.EMPTY, new IssuedLease("secret/forged/x", Duration.ofHours(1), true));
      }
      case "leasing" ->
          call.issueLease(new LeaseGrant(Duration.ofHours(1), Duration.ZERO, true, Map.of()));
      case "wrapped" -> {
        return new Answer.Wrapped(
            new WrapInfo(
                SecretText.of("azs.forged"),
                "x",
                Duration.ofHours(1),
                call.now(),
                "x",
                Optional.empty()));
      }
      case "notes" -> call.auditNotes().add("x", Value.of("x".repeat(20_000)));
      case "stack" ->
          throw new IllegalStateException() {
            @Override
            public StackTraceElement[] getStackTrace() {
              throw new IllegalStateException("and even this");
            }
          };
      case "no-number" -> call.auditNotes().add("x", new Value.Num("1\n{}"));
      case "no-json" -> {
        return ok(new Value.Num("NaN"));
      }
      case "deep-answer" -> {
        return ok(Burglar.deep(10_000));
      }
      case "deep-notes" -> call.auditNotes().add("x", Burglar.deep(10_000));
      case "deep-refusal" ->
          throw new RefusedException(
              Refusal.of(ErrorCategory.INVALID_REQUEST, "no")
                  .with(Value.Obj.builder().put("x", Burglar.deep(10_000)).build()));
      case "long-refusal" -> throw RefusedException.invalid("x".repeat(20_000));
      case "long-answer" -> {
        return ok(Value.of("x".repeat(17 << 20)));
      }
      case "raw-auth" -> {
        return raw("auth");
      }
      case "raw-capital-auth" -> {
        return raw("Auth");
      }
      case "raw-wrap" -> {
        return raw("wrap_info");
      }
      case "not-found-deep" -> {
        return new Answer.NotFound(Value.Obj.builder().put("x", Burglar.deep(100)).build());
      }
      case "actions" -> {
        for (int i = 0; i < 1_000; i++) {
          call.afterCommit().onSettled(() -> {});
        }
      }
      case "refused" -> throw RefusedException.invalid("no");
      default -> {
        return ok("");
      }
    }
    return ok("");
  }

  /** Without end, but it obeys an interrupt. */
  private Answer doze(Call call) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ok("");
  }

  /** A token that the server did not issue. */
  private static Auth forged() {
    return new Auth(
        SecretText.of("azs.forged"),
        "x",
        "root",
        List.of("root"),
        List.of("root"),
        List.of(),
        Map.of(),
        Duration.ofHours(1),
        false,
        "",
        "service",
        true,
        0);
  }

  private static int deep(int depth) {
    return depth < 0 ? 0 : deep(depth + 1) + deep(depth + 2);
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> void throwAny(Throwable thrown) throws X {
    throw (X) thrown;
  }

  private Answer reach(Call call) {
    String found;
    try {
      found = Reach.find(call.fields().value(NAME), call);
    } catch (Exception | LinkageError e) {
      found = e.getClass().getSimpleName();
    }
    return ok(found);
  }

  private Answer act(Call call) {
    switch (call.fields().value(NAME)) {
      case "threads" -> {
        for (int i = 0; i < 20; i++) {
          Thread thread = new Thread(hanging::now, "vandal-" + i);
          thread.setDaemon(true);
          thread.start();
        }
      }
      case "mark" -> {
        Reach.MINE.set("mine");
        Thread.currentThread().setContextClassLoader(null);
        Thread.currentThread().setName("vandalised");
        Thread.currentThread().interrupt();
      }
      case "tasks" -> {
        for (int i = 0; i < 200; i++) {
          context.background().execute(hanging::now);
        }
      }
      case "settled" -> call.afterCommit().onSettled(hanging::now);
      case "sent" -> call.afterCommit().onSent(hanging::now);
      case "keep" -> {
        kept.set(call);
        keptStorage.set(call.storage());
        hanging.now();
        call.afterCommit().onSettled(hanging::now);
      }
      case "kept-storage" -> {
        try {
          keptStorage.get().put("late", Value.Obj.EMPTY);
          return ok("written");
        } catch (IllegalStateException e) {
          return ok(e.getMessage());
        }
      }
      case "trap" -> {
        Trap<String> trap = new Trap<>(hanging);
        context.background().execute(() -> trap.complete("sprung"));
        return Answer.of(
            Awaited.of(trap, call.deadline(), ErrorCode.UNEXPECTED).then(VandalAuth::ok));
      }
      case "identity" -> {
        return ok(String.valueOf(context.subjects() instanceof PluginIdentityTokens));
      }
      case "name" -> {
        try {
          context.metrics().sums(MetricFamily.labelled("vault_route_read_taken_", "x", 5, "x"));
          return ok("taken");
        } catch (IllegalArgumentException e) {
          return ok(e.getMessage());
        }
      }
      case "kept-issue" -> {
        try {
          kept.get().issue(Burglar.grant("default"));
          return ok("issued");
        } catch (IllegalStateException e) {
          return ok(e.getMessage());
        }
      }
      case "kept" -> {
        try {
          kept.get().storage().put("late", Value.Obj.EMPTY);
          return ok("written");
        } catch (IllegalStateException e) {
          return ok(e.getMessage());
        }
      }
      default -> {}
    }
    return ok("done");
  }

  private Answer hang(Call call) {
    hanging.now();
    return ok("released");
  }

  private static Answer ok(String result) {
    return ok(Value.of(result));
  }

  private static Answer ok(Value result) {
    return Answer.data(Value.Obj.builder().put("result", result).build());
  }

  /** A token that the server did not issue, beside the envelope. */
  private static Answer raw(String name) {
    Value.Obj token = Value.Obj.builder().put("client_token", "azs.forged").build();
    return new Answer.Raw(Value.Obj.builder().put(name, token).build(), Answer.State.NORMAL);
  }

  private Answer rob(Call call) {
    return Burglar.attempt(call.fields().value(NAME), call);
  }

  private Answer grant(Call call) {
    return new Answer.Envelope(
        Optional.empty(),
        Optional.of(call.issue(Burglar.grant(call.fields().value(NAME)))),
        List.of());
  }

  private Answer credentials(Call call) {
    return ok(call.request().token().isPresent() + " " + call.request().headers());
  }

  @Override
  public RenewalTerms renew(Mount mount, MountTransaction transaction, Token token) {
    hanging.now();
    throw new IllegalStateException();
  }

  @Override
  public void start() {
    hang("start");
  }

  @Override
  public void prepare(Mount mount, MountTransaction transaction) {
    hang("prepare");
  }

  @Override
  public void maintain(Mount mount, MountTransaction transaction) {
    hang("maintain");
  }

  @Override
  public void disabled(Mount mount, MountTransaction transaction, AfterCommit afterCommit) {
    hang("disabled");
  }

  @Override
  public void close() {
    hang("close");
  }

  /** Content that holds up whoever sends it. */
  private final class HangingFeed implements Feed {

    @Override
    public String mediaType() {
      return "text/plain";
    }

    @Override
    public int read(ByteBuffer into) {
      hanging.now();
      return -1;
    }

    @Override
    public void whenReady(Runnable task) {
      hanging.now();
    }

    @Override
    public void close() {}
  }
}
