package io.azimuth.product.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.adapters.azure.simulator.fleet.TenantKeySet;
import io.azimuth.application.logging.LogLevel;
import io.azimuth.testkit.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One server of this JVM for all classes that need no configuration, seal, store or fleet of their
 * own: a start costs more than most tests.
 *
 * <pre>{@code
 * @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();
 *
 * @BeforeAll
 * static void enable() {
 *   SHARED.server().root().write("sys/auth/team/azure", Map.of("type", "azure"));
 * }
 * }</pre>
 *
 * <p>Each class finds it as it was at the start: after the class its mounts, policies, audit
 * devices, quotas, entities, groups and tokens are removed, what it configured is set back, and the
 * simulated Azure is reset. What a class tuned of mounts that are always there, and the default
 * policy, it sets back itself. The keys of Azure that a server has fetched it keeps. {@link
 * TestingServer#log} and {@link TestingServer#auditLog} have what came since the class began, and
 * the class fails when a secret is in one of them, as with a server of its own.
 */
public final class SharedServer implements BeforeAllCallback, AfterAllCallback {

  private enum Kind {
    IN_MEMORY,
    STANDING,
    ON_MAPDB,
    OVER_TLS,
    WITH_CONSOLE,
    UNINITIALISED
  }

  private static final StandingClock CLOCK = StandingClock.standing();
  private static final List<String> RECOVERY_KEYS = new CopyOnWriteArrayList<>();
  private static final String OTHER_TENANT = "99999999-9999-9999-9999-999999999999";
  private static final Map<Kind, TestingServer> RUNNING = new EnumMap<>(Kind.class);

  /** The advice that is not followed. */
  private static final String ACKNOWLEDGED =
      """
      acknowledge "no_audit_device" {
        reason = "a server of tests"
      }
      acknowledge "no_ttl" {
        mount  = "auth/settled"
        role   = "settled"
        reason = "decided"
      }
      """;

  /** What a class leaves behind, in the order in which it is removed. */
  private static final List<String> LISTS =
      List.of(
          "sys/audit",
          "sys/config/auditing/request-headers",
          "sys/quotas/rate-limit",
          "sys/auth",
          "sys/mounts",
          "identity/entity/id",
          "identity/group/id",
          "auth/token/roles",
          "sys/policies/acl",
          "sys/policies/password",
          "identity/oidc/role",
          "identity/oidc/key",
          "cubbyhole");

  /** Those of the lists that are answered as an object with a member for each. */
  private static final Set<String> OBJECTS =
      Set.of("sys/audit", "sys/config/auditing/request-headers", "sys/auth", "sys/mounts");

  /** What a class configures, with the parameters that are set back. */
  private static final Map<String, List<String>> SETTINGS =
      Map.of(
          "identity/oidc/config",
          List.of("issuer"),
          "sys/quotas/config",
          List.of(
              "enable_rate_limit_audit_logging",
              "enable_rate_limit_response_headers",
              "rate_limit_exempt_paths"));

  /** What a server does at most so often, it does anew for each class. */
  private static final Duration BETWEEN_CLASSES = Duration.ofMinutes(10);

  private static final Duration SWEPT = Duration.ofSeconds(30);

  private final Kind kind;
  private final Map<String, Set<String>> before = new HashMap<>();
  private final Map<String, Map<String, Object>> settings = new HashMap<>();

  private SharedServer(Kind kind) {
    this.kind = kind;
  }

  /**
   * The one that stores in memory, or where the build's tests store. Its configuration acknowledges
   * that it has no audit device, and {@code no_ttl} of the role {@code settled} of {@code
   * auth/settled}.
   */
  public static SharedServer inMemory() {
    return new SharedServer(Kind.IN_MEMORY);
  }

  /**
   * The one whose time changes only when a test moves {@link #clock}, and never goes back. Its
   * Azure has the machines {@code boot-0} to {@code boot-7} in {@code rg-boot} and {@code crowd-0}
   * to {@code crowd-3} in {@code rg-crowd}, too. It has {@link #recoveryKeys}.
   */
  public static SharedServer standing() {
    return new SharedServer(Kind.STANDING);
  }

  /**
   * The one on MapDB, which keeps everything over {@link TestingServer#restart}. Its time is that
   * of {@link #clock}, too, it believes the header {@code X-Forwarded-For}, and each tenant of its
   * Azure signs with a key of its own.
   */
  public static SharedServer onMapDb() {
    return new SharedServer(Kind.ON_MAPDB);
  }

  /** The one with a TLS listener. */
  public static SharedServer overTls() {
    return new SharedServer(Kind.OVER_TLS);
  }

  /** The one that serves the console; it acknowledges the same. */
  public static SharedServer withConsole() {
    return new SharedServer(Kind.WITH_CONSOLE);
  }

  /** The one that is never initialised, and whose metrics anybody may read. */
  public static SharedServer uninitialised() {
    return new SharedServer(Kind.UNINITIALISED);
  }

  /** The three recovery keys of {@link #standing}, of which two are enough. */
  public static List<String> recoveryKeys() {
    return RECOVERY_KEYS;
  }

  /** The clock of {@link #standing} and {@link #onMapDb}; classes find it where others left it. */
  public static StandingClock clock() {
    return CLOCK;
  }

  /** The server. */
  public TestingServer server() {
    synchronized (RUNNING) {
      return RUNNING.computeIfAbsent(kind, SharedServer::start);
    }
  }

  private static TestingServer start(Kind kind) {
    try {
      Path directory =
          Files.createTempDirectory(Path.of("target").toAbsolutePath(), "shared-server");
      TestingServer server = settings(kind, TestingServer.in(directory)).start();
      if (kind == Kind.STANDING) {
        initialise(server);
      }
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> end(server, directory), "shared-server-end"));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void initialise(TestingServer server) {
    Reply made = server.initialise(Map.of("recovery_shares", 3, "recovery_threshold", 2));
    RECOVERY_KEYS.addAll(Reply.texts(made.body().path("recovery_keys")));
  }

  private static void end(TestingServer server, Path directory) {
    try (server) {
      server.checkpoint();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestingServerBuilder settings(Kind kind, TestingServerBuilder builder) {
    return switch (kind) {
      case IN_MEMORY -> builder.config(ACKNOWLEDGED);
      case STANDING ->
          builder
              .uninitialised()
              .clock(CLOCK)
              .fleet(
                  SimulatorFleet.seeded()
                      .withSingleMachines("rg-boot", "boot", 8)
                      .withSingleMachines("rg-crowd", "crowd", 4));
      case ON_MAPDB ->
          builder
              .onMapDb()
              .clock(CLOCK)
              .fleet(SimulatorFleet.seeded().withKeys(OTHER_TENANT, TenantKeySet.OWN))
              .listener(
                  "x_forwarded_for_authorized_addrs = [\"127.0.0.1\", \"10.0.0.0/8\", \"::1\"]")
              .listener("x_forwarded_client_cert = \"envoy\"");
      case OVER_TLS -> builder.overTls().listener("tls_request_client_cert = true");
      case WITH_CONSOLE -> builder.config("ui = true\n" + ACKNOWLEDGED);
      case UNINITIALISED ->
          builder.uninitialised().listener("telemetry { unauthenticated_metrics_access = true }");
    };
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    server();
    captureLog();
    CLOCK.advance(BETWEEN_CLASSES);
    server().beginLog(); // the log of the process has what other servers did since
    if (kind == Kind.UNINITIALISED) {
      return;
    }
    LISTS.forEach(list -> before.put(list, names(list)));
    SETTINGS.forEach((path, parameters) -> settings.put(path, read(path, parameters)));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    captureLog();
    server().azure().reset();
    if (kind != Kind.UNINITIALISED) {
      clean();
    }
    server().checkpoint();
  }

  // A command that a test ran in this JVM may have sent the log of the process elsewhere.
  private static void captureLog() {
    CapturedServerLog.begin(LogLevel.TRACE);
  }

  private void clean() {
    // All tokens but those of root, before the mounts of some are removed.
    server().root().write("sys/leases/revoke-prefix/auth", Map.of());
    for (String list : LISTS) {
      Set<String> left = names(list);
      left.removeAll(before.get(list));
      left.forEach(name -> server().root().delete(list + "/" + encoded(name)));
    }
    settings.forEach(
        (path, values) -> {
          if (!read(path, values.keySet()).equals(values)) {
            server().root().write(path, values);
          }
        });
    sweep();
  }

  // The next class counts records, of which none may go away by itself.
  private void sweep() {
    long before = tidied();
    server().root().post("auth/token/tidy");
    Waiting.until(SWEPT, () -> tidied() > before && server().count("sweep/") == 0);
  }

  private long tidied() {
    return server().log().lines().filter(line -> line.contains("tidied, ")).count();
  }

  private Set<String> names(String list) {
    TestingClient root = server().root();
    Set<String> names = new LinkedHashSet<>();
    if (OBJECTS.contains(list)) {
      root.get(list).data().fieldNames().forEachRemaining(name -> names.add(bare(name)));
    } else {
      names.addAll(Reply.texts(root.list(list).data().path("keys")));
    }
    return names;
  }

  private Map<String, Object> read(String path, Collection<String> parameters) {
    JsonNode data = server().root().get(path).data();
    Map<String, Object> values = new HashMap<>();
    parameters.forEach(name -> values.put(name, data.path(name)));
    return values;
  }

  private static String encoded(String name) {
    try {
      return new URI(null, null, "/" + name, null).getRawPath().substring(1);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  private static String bare(String mount) {
    return mount.endsWith("/") ? mount.substring(0, mount.length() - 1) : mount;
  }
}
