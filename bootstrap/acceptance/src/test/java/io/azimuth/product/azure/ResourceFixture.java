package io.azimuth.product.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.fleet.IdentitySelector;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.adapters.azure.simulator.steering.SimulatedResourceManager;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A mount that uses the simulated Resource Manager, and logins of the fleet's machines. */
public final class ResourceFixture {

  public static final String SUBSCRIPTION = "22222222-2222-2222-2222-222222222222";
  public static final String SECOND_SUBSCRIPTION = "33333333-3333-3333-3333-333333333333";
  public static final String CUSTOM_AUDIENCE = "api://azimuth";
  public static final String ROLE = "app";

  private static final AtomicInteger MOUNTS = new AtomicInteger();

  private final TestingServer server;
  private final AzureMount mount;

  private ResourceFixture(TestingServer server, AzureMount mount) {
    this.server = server;
    this.mount = mount;
  }

  /**
   * Creates a new mount without cached data and resets the simulated Azure. The first call loads
   * the Azure SDK, at the shared server.
   */
  public static ResourceFixture on(TestingServer server) {
    WarmSdk.load();
    server.azure().reset();
    return beside(server);
  }

  /** Starts a server with this fleet, whose machines may connect all at once. */
  static TestingServer crowded(Path directory, SimulatorFleet fleet) {
    TestingServer server =
        TestingServer.in(directory)
            .fleet(fleet)
            // All machines have the address of this one.
            .listener("max_connections = 2000\nmax_connections_per_address = 2000")
            .start();
    loadSdkAt(server);
    return server;
  }

  /**
   * Logs a machine in: the first use of the Azure SDK takes seconds on a busy machine, and a login
   * may take ten.
   */
  static void loadSdkAt(TestingServer server) {
    ResourceFixture azure = on(server).role("bound_resource_groups", "rg-web");
    granted(azure.firstLogin(azure.jwt("web-1")));
  }

  /** Creates a new mount and leaves the simulated Azure as it is. */
  static ResourceFixture beside(TestingServer server) {
    AzureMount mount =
        AzureMount.enable(server, "azure" + MOUNTS.incrementAndGet())
            .readingResources()
            .with("additional_audiences", CUSTOM_AUDIENCE);
    return new ResourceFixture(server, mount);
  }

  public AzureMount mount() {
    return mount;
  }

  public SimulatedResourceManager resources() {
    return server.azure().resourceManager();
  }

  /** Creates a role for any principal on resources with these bindings. */
  public ResourceFixture role(Object... bindings) {
    mount.role(ROLE, concat(new Object[] {"bound_service_principal_ids", "*"}, bindings));
    return this;
  }

  /** A token of the machine's only or default identity. */
  public String jwt(String machine) {
    return mount.mint(TokenRequest.forMachine(machine, AzureMount.AUDIENCE));
  }

  /** A token of the machine's identity with this number. */
  String jwt(String machine, int identity) {
    return mount.mint(
        TokenRequest.forMachine(
            machine, IdentitySelector.clientId(AzureMount.client(identity)), AzureMount.AUDIENCE));
  }

  /** A token for a custom audience, which carries no resource claims. */
  String bareJwt(String machine) {
    return mount.mint(TokenRequest.forMachine(machine, CUSTOM_AUDIENCE));
  }

  public Reply login(String jwt, Object... names) {
    return mount.login(ROLE, jwt, names);
  }

  /**
   * Logs in, again after 503: the first use of the Azure SDK can take longer than a login may take.
   */
  Reply firstLogin(String jwt) {
    Reply reply = login(jwt);
    for (int i = 0; i < 5 && reply.status() == 503; i++) {
      reply = login(jwt);
    }
    return reply;
  }

  /** Starts a login and does not wait for it. */
  CompletableFuture<Reply> loginLater(String jwt) {
    String body = "{\"role\":\"%s\",\"jwt\":\"%s\"}".formatted(ROLE, jwt);
    return server.anonymous().sendLater("POST", mount.at("login"), body);
  }

  /** The names that a machine in {@code rg-web} sends in a login. */
  public static Object[] names(String machine, Object... more) {
    return concat(
        new Object[] {
          "subscription_id", SUBSCRIPTION, "resource_group_name", "rg-web", "vm_name", machine
        },
        more);
  }

  /** The reason codes in a refusal. */
  static List<String> codes(Reply reply) {
    List<String> codes = new ArrayList<>();
    for (JsonNode reason : reply.data().path("reasons")) {
      codes.add(reason.path("code").asText());
    }
    return codes;
  }

  /** Fails unless the login is refused for exactly these reasons, each with a sentence. */
  static void assertRefused(Reply reply, String... codes) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(403);
    assertThat(codes(reply)).containsExactly(codes);
    assertThat(reply.errors())
        .zipSatisfy(List.of(codes), (error, code) -> assertThat(error).endsWith("[" + code + "]"));
    assertThat(reply.clientToken()).isEmpty();
  }

  /** Fails unless the login is granted; returns its metadata without the role. */
  public static Map<String, String> granted(Reply reply) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(reply.clientToken()).isNotEmpty();
    Map<String, String> metadata = Reply.members(reply.auth().path("metadata"));
    assertThat(metadata.remove("role")).isEqualTo(ROLE);
    return metadata;
  }

  /** The expected metadata for a resource in the first subscription, with more names and values. */
  public static Map<String, String> proved(String group, int app, String... more) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("subscription_id", SUBSCRIPTION);
    metadata.put("resource_group_name", group);
    metadata.put("app_id", AzureMount.client(app));
    for (int i = 0; i < more.length; i += 2) {
      metadata.put(more[i], more[i + 1]);
    }
    return metadata;
  }

  /** The total number of requests to Resource Manager. */
  long allReads() {
    return resources().reads().values().stream().mapToLong(Long::longValue).sum();
  }

  private static Object[] concat(Object[] first, Object... second) {
    Object[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
