package io.azimuth.product.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * devices, quotas, entities, groups and tokens are removed, and the simulated Azure is reset. What
 * a class tuned of mounts that are always there, it sets back itself. {@link TestingServer#log} and
 * {@link TestingServer#auditLog} have what came since the class began, and the class fails when a
 * secret is in one of them, as with a server of its own.
 */
public final class SharedServer implements BeforeAllCallback, AfterAllCallback {

  private enum Kind {
    IN_MEMORY,
    ON_MAPDB,
    STANDING
  }

  private static final StandingClock CLOCK = StandingClock.standing();
  private static final Map<Kind, TestingServer> RUNNING = new EnumMap<>(Kind.class);

  /** What a class leaves behind, in the order in which it is removed. */
  private static final List<String> LISTS =
      List.of(
          "sys/audit",
          "sys/quotas/rate-limit",
          "sys/auth",
          "sys/mounts",
          "identity/entity/id",
          "identity/group/id",
          "auth/token/roles",
          "sys/policies/acl",
          "sys/policies/password");

  private final Kind kind;
  private final Map<String, Set<String>> before = new HashMap<>();

  private SharedServer(Kind kind) {
    this.kind = kind;
  }

  /** The one that stores in memory, or where the build's tests store. */
  public static SharedServer inMemory() {
    return new SharedServer(Kind.IN_MEMORY);
  }

  /** The one on MapDB, which keeps everything over {@link TestingServer#restart}. */
  public static SharedServer onMapDb() {
    return new SharedServer(Kind.ON_MAPDB);
  }

  /** The one whose time changes only when a test moves {@link #clock}, and never goes back. */
  public static SharedServer standing() {
    return new SharedServer(Kind.STANDING);
  }

  /** The clock of {@link #standing}; classes find it where others left it. */
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
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> end(server, directory), "shared-server-end"));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
      case IN_MEMORY -> builder;
      case ON_MAPDB -> builder.onMapDb();
      case STANDING -> builder.clock(CLOCK);
    };
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    server();
    LISTS.forEach(list -> before.put(list, names(list)));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    server().azure().reset();
    for (String list : LISTS) {
      Set<String> left = names(list);
      left.removeAll(before.get(list));
      left.forEach(name -> server().root().delete(list + "/" + name));
    }
    server().checkpoint();
  }

  // Mounts and audit devices are members of an object, all others names of a list.
  private Set<String> names(String list) {
    boolean members =
        list.equals("sys/auth") || list.equals("sys/mounts") || list.equals("sys/audit");
    TestingClient root = server().root();
    Set<String> names = new LinkedHashSet<>();
    if (members) {
      root.get(list).data().fieldNames().forEachRemaining(name -> names.add(bare(name)));
    } else {
      names.addAll(Reply.texts(root.list(list).data().path("keys")));
    }
    return names;
  }

  private static String bare(String mount) {
    return mount.endsWith("/") ? mount.substring(0, mount.length() - 1) : mount;
  }
}
