package prowler;

import com.google.inject.Guice;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.spi.KeyValueEngineFactory;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.RenewalTerms;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.BackgroundFetches;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AfterCommit;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.route.TokenGrant;
import io.azimuth.spi.storage.MountTransaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;

/** An auth method that tries to leave its own mounts, to fail and to block. */
final class ProwlerAuth implements AuthMethod {

  private static final Field<String> NAME = Field.text("name", "What to look for.");

  private final PluginSettings settings;
  private final AuthMethodContext context;

  ProwlerAuth(PluginSettings settings, AuthMethodContext context) {
    this.settings = settings;
    this.context = context;
  }

  @Override
  public String type() {
    return "prowler";
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "class").access(Access.PUBLIC).fields(NAME).handle(this::find),
        Route.on(Operation.WRITE, "thread")
            .access(Access.PUBLIC)
            .fields(NAME)
            .handle(this::inherit),
        Route.on(Operation.READ, "services").access(Access.PUBLIC).handle(this::services),
        Route.on(Operation.READ, "copy").access(Access.PUBLIC).handle(this::copy),
        Route.on(Operation.READ, "mounts").access(Access.PUBLIC).handle(this::mounts),
        Route.on(Operation.WRITE, "begin").access(Access.PUBLIC).fields(NAME).handle(this::begin),
        Route.on(Operation.WRITE, "commit").access(Access.PUBLIC).handle(this::commit),
        Route.on(Operation.WRITE, "cast").access(Access.PUBLIC).handle(this::cast),
        Route.on(Operation.WRITE, "login").access(Access.PUBLIC).handle(this::login),
        Route.on(Operation.WRITE, "fail").access(Access.PUBLIC).fields(NAME).handle(this::fail),
        Route.on(Operation.WRITE, "effect").access(Access.PUBLIC).handle(this::failLater),
        Route.on(Operation.WRITE, "task").access(Access.PUBLIC).handle(this::failInBackground),
        Route.on(Operation.WRITE, "wait").access(Access.PUBLIC).fields(NAME).handle(this::await),
        Route.on(Operation.WRITE, "known")
            .access(Access.AUTHORIZED)
            .handle(call -> new Answer.Empty()),
        Route.on(Operation.WRITE, "block").access(Access.PUBLIC).handle(this::block));
  }

  private Answer find(Call call) {
    return attempt(() -> Class.forName(call.fields().value(NAME)).getName());
  }

  private Answer inherit(Call call) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return attempt(() -> loader.loadClass(call.fields().value(NAME)).getName());
  }

  private Answer services(Call call) {
    List<String> found = new ArrayList<>();
    ServiceLoader.load(AuthMethodFactory.class).forEach(it -> found.add(it.getClass().getName()));
    ServiceLoader.load(KeyValueEngineFactory.class)
        .forEach(it -> found.add(it.getClass().getName()));
    return attempt(() -> String.join(",", found));
  }

  private Answer copy(Call call) {
    return attempt(Guice::owner);
  }

  private Answer mounts(Call call) {
    return attempt(
        () -> context.store().mounts().stream().map(it -> it.path().text()).toList() + "");
  }

  private Answer begin(Call call) {
    return attempt(
        () -> {
          MountTransaction transaction = context.store().begin(call.fields().value(NAME));
          return transaction.storage().list("").toString();
        });
  }

  private Answer commit(Call call) {
    return attempt(() -> context.store().commit(call.transaction()).toString());
  }

  private Answer cast(Call call) {
    return attempt(
        () -> {
          ((BackgroundFetches) context.background()).close();
          return "closed the threads of the server";
        });
  }

  private Answer login(Call call) {
    TokenGrant grant =
        new TokenGrant(
            "who",
            "role",
            TokenSettings.builder().build(),
            Map.of(),
            "who",
            Map.of(),
            List.of(),
            Map.of());
    return new Answer.Envelope(Optional.empty(), Optional.of(call.issue(grant)), List.of());
  }

  private Answer fail(Call call) {
    switch (call.fields().value(NAME)) {
      case "link" -> throw new NoClassDefFoundError("org/example/Missing");
      case "deep" -> throw new StackOverflowError();
      case "null" -> {
        return null;
      }
      default ->
          throw new IllegalStateException("holds " + secret(), new RuntimeException(secret()));
    }
  }

  private Answer failLater(Call call) {
    call.storage().put("effect", Value.Obj.EMPTY);
    call.afterCommit()
        .onSettled(
            () -> {
              throw new NoClassDefFoundError("org/example/Late");
            });
    call.afterCommit()
        .onSent(
            () -> {
              throw new IllegalStateException(secret());
            });
    return Answer.data(Value.Obj.EMPTY);
  }

  private Answer failInBackground(Call call) {
    context
        .background()
        .execute(
            () -> {
              throw new NoClassDefFoundError("org/example/Background");
            });
    return Answer.data(Value.Obj.EMPTY);
  }

  private Answer await(Call call) {
    CompletableFuture<String> other = new CompletableFuture<>();
    context.background().execute(() -> other.complete("arrived"));
    return Answer.of(
        Awaited.of(other, call.deadline(), ErrorCode.UNEXPECTED)
            .then(
                text -> {
                  if (call.fields().value(NAME).equals("fail")) {
                    throw new NoClassDefFoundError("org/example/Step");
                  }
                  return Answer.data(Value.Obj.builder().put("result", text).build());
                }));
  }

  private Answer block(Call call) {
    Path release = settings.path("release").orElseThrow();
    try (WatchService changes = release.getFileSystem().newWatchService()) {
      release.getParent().register(changes, StandardWatchEventKinds.ENTRY_CREATE);
      while (!Files.exists(release)) {
        changes.take().reset();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Answer.Empty();
  }

  private String secret() {
    return settings.text("secret").orElse("");
  }

  @Override
  public RenewalTerms renew(Mount mount, MountTransaction transaction, Token token) {
    throw new NoClassDefFoundError("org/example/Renewal");
  }

  @Override
  public void start() {
    context.plugin().logger().info("prowler started");
    ProwlerAuthFactory.fail(settings, "start");
  }

  @Override
  public void prepare(Mount mount, MountTransaction transaction) {
    throw new NoClassDefFoundError("org/example/Preparation");
  }

  @Override
  public void maintain(Mount mount, MountTransaction transaction) {
    throw new NoClassDefFoundError("org/example/Maintenance");
  }

  @Override
  public void disabled(Mount mount, MountTransaction transaction, AfterCommit afterCommit) {
    throw new NoClassDefFoundError("org/example/Farewell");
  }

  @Override
  public void close() {
    context.plugin().logger().info("prowler closed");
    throw new IllegalStateException(secret());
  }

  private static Answer attempt(Attempt attempt) {
    String result;
    try {
      result = attempt.run();
    } catch (Exception | LinkageError e) {
      result = e.getClass().getSimpleName();
    }
    return Answer.data(Value.Obj.builder().put("result", result).build());
  }

  /** Something that may be impossible. */
  private interface Attempt {
    String run() throws Exception;
  }
}
