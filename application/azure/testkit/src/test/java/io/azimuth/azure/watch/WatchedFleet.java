package io.azimuth.azure.watch;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.mount.MountMaintenance;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import io.azimuth.testkit.fake.FakeCloud;
import io.azimuth.testkit.fake.FakeResources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A server with {@code watch_resources}, and machines that log in and vanish. */
final class WatchedFleet {

  static final String SUBSCRIPTION = "22222222-2222-2222-2222-222222222222";

  private static final String AUDIENCE = "https://management.azure.com/";

  final TestServer server = new TestServer();
  final FakeResources azure = new FakeResources();
  final String root = server.initialize();

  WatchedFleet() {
    server.cloud().offer(ResourceDirectory.class, azure);
    server.auditOn(Runnable::run);
    done(server.write(root, "sys/auth/azure", Map.of("type", "azure")));
    configure(Map.of());
    role(Map.of());
  }

  void configure(Map<String, ?> more) {
    configure("azure", more);
  }

  /** The same for another mount. */
  void configure(String mount, Map<String, ?> more) {
    Map<String, Object> all = new HashMap<>();
    all.put("tenant_id", FakeCloud.TENANT);
    all.put("resource", AUDIENCE);
    all.put("watch_resources", true);
    all.putAll(more);
    done(server.write(root, "auth/" + mount + "/config", all));
  }

  void role(Map<String, ?> more) {
    Map<String, Object> all = new HashMap<>();
    all.put("bound_service_principal_ids", "*");
    all.put("bound_subscription_ids", SUBSCRIPTION);
    all.put("token_ttl", "24h");
    all.putAll(more);
    Answer answer = server.write(root, "auth/azure/role/web", all);
    if (answer instanceof Answer.Refused refused) {
      throw new AssertionError(refused.refusal());
    }
  }

  static ResourceId id(String group, String name) {
    return ResourceId.parse(
            "/subscriptions/"
                + SUBSCRIPTION
                + "/resourceGroups/"
                + group
                + "/providers/Microsoft.Compute/virtualMachines/"
                + name)
        .orElseThrow();
  }

  static PrincipalId principal(int number) {
    return new PrincipalId("55555555-5555-4555-8555-%012d".formatted(number));
  }

  /** Adds a machine with a system-assigned identity of that number. */
  ResourceId machine(String group, int number) {
    ResourceId id = id(group, "web-" + number);
    azure.add(facts(id, Optional.of(principal(number))));
    return id;
  }

  static ResourceFacts facts(ResourceId id, Optional<PrincipalId> principal) {
    return new ResourceFacts(
        id, Location.parse("westeurope"), principal, Set.of(), Optional.empty());
  }

  private String jwt(String tenant, ResourceId machine, int number) {
    String jwt = "eyJ0.eyJ%d%s.c2ln".formatted(number, machine.resourceGroup().value());
    server
        .verifier()
        .accept(
            jwt,
            server.clock().instant(),
            Map.of(
                "aud",
                AUDIENCE,
                "tid",
                tenant,
                "oid",
                principal(number).value(),
                "idtyp",
                "app",
                "xms_mirid",
                machine.text()));
    return jwt;
  }

  /** Logs in; returns the token. */
  String login(ResourceId machine, int number) {
    azure.listing(false); // nobody comes along who it would have to wait for
    try {
      return TestServer.clientToken(loginLater(machine, number).join().answer());
    } finally {
      azure.listing(true);
    }
  }

  /** Logs in with a token of another tenant; returns the token. */
  String loginFrom(String tenant, ResourceId machine, int number) {
    return TestServer.clientToken(loginLater(tenant, machine, number).join().answer());
  }

  CompletableFuture<ApiResponse> loginLater(ResourceId machine, int number) {
    return loginLater(FakeCloud.TENANT, machine, number);
  }

  private CompletableFuture<ApiResponse> loginLater(String tenant, ResourceId machine, int number) {
    return server
        .send(
            server.request(
                Operation.WRITE,
                "",
                "auth/azure/login",
                limit -> Values.of(Map.of("role", "web", "jwt", jwt(tenant, machine, number)))))
        .toCompletableFuture();
  }

  boolean isAlive(String token) {
    return server.read(token, "auth/token/lookup-self") instanceof Answer.Envelope;
  }

  /** What runs about every second. */
  void tick() {
    server.get(MountMaintenance.class).maintain();
  }

  void ticks(int count) {
    for (int i = 0; i < count; i++) {
      tick();
    }
    server.store().awaitCommits();
  }

  void pass(Duration time) {
    server.clock().advance(time);
  }

  /** Machines of that many groups, which are read one by one; the tokens that they got. */
  List<String> singles(int machines) {
    List<String> tokens = new ArrayList<>();
    for (int i = 1; i <= machines; i++) {
      tokens.add(login(machine("rg-" + i, i), i));
    }
    return tokens;
  }

  /** The machine of that number among {@link #singles}. */
  static ResourceId single(int number) {
    return id("rg-" + number, "web-" + number);
  }

  /** Lets so many minutes pass with the ticks of that time. */
  void minutes(int count) {
    for (int i = 0; i < count * 2; i++) {
      pass(Duration.ofSeconds(30));
      ticks(40);
    }
  }

  /** The next round, from its beginning to its end. */
  Map<String, Value> round() {
    pass(Duration.ofMinutes(5));
    ticks(20);
    pass(Duration.ofSeconds(60));
    ticks(20);
    return lastRound();
  }

  Map<String, Value> lastRound() {
    Value status = data(server.read(root, "auth/azure/config/status")).get("watch_resources");
    Value last = ((Value.Obj) status).get("last_round").orElseThrow();
    return last instanceof Value.Obj round ? round.members() : Map.of();
  }

  int reads() {
    return azure.reads().size() + azure.lists().size();
  }

  /** Waits until so many logins wait in line. */
  void awaitLine(int logins) {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (server.metrics().number("azimuth_azure_logins_waiting", Map.of()) != logins) {
      if (System.nanoTime() > end) {
        throw new AssertionError("no such line");
      }
      Thread.onSpinWait();
    }
  }
}
