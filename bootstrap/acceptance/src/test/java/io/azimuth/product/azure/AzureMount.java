package io.azimuth.product.azure;

import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An azure auth method on a server that uses the simulated Azure, and its logins. */
public final class AzureMount {

  /** The tenant of the simulated Azure. */
  public static final String TENANT = "11111111-1111-1111-1111-111111111111";

  /** The audience that the mount requires. */
  public static final String AUDIENCE = "https://management.azure.com/";

  /** The object id of the identity of machine {@code web-1}. */
  public static final String WEB_1 = "bbbbbbbb-0000-4000-8000-000000000001";

  private static final int FIRST_ATTEMPTS = 5;

  private final TestingServer server;
  private final String path;

  private AzureMount(TestingServer server, String path) {
    this.server = server;
    this.path = path;
  }

  /** Enables the method at {@code auth/<path>} and configures it. */
  public static AzureMount enable(TestingServer server, String path) {
    AzureMount mount = new AzureMount(server, path);
    server.root().write("sys/auth/" + path, Map.of("type", "azure"));
    server
        .root()
        .write(
            mount.at("config"),
            Map.of("tenant_id", TENANT, "resource", AUDIENCE, "environment", "lab"));
    return mount;
  }

  /** The object id of the identity with this number in the simulated fleet. */
  public static String principal(int number) {
    return "bbbbbbbb-0000-4000-8000-%012d".formatted(number);
  }

  /** The client id of the identity with this number in the simulated fleet. */
  public static String client(int number) {
    return "aaaaaaaa-0000-4000-8000-%012d".formatted(number);
  }

  /** Configures the credential of an application that may read Resource Manager. */
  public AzureMount readingResources() {
    return with("client_id", client(10), "client_secret", "lab-secret-of-azimuth-server");
  }

  /** Writes more settings, given as names and values. */
  public AzureMount with(Object... settings) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    putAll(parameters, settings);
    server.root().write(at("config"), parameters);
    return this;
  }

  /** The path of the mount below {@code auth/}. */
  public String name() {
    return path;
  }

  /** The accessor of the mount. */
  public String accessor() {
    return server.root().get("sys/auth/" + path).data().path("accessor").asText();
  }

  /** A path below the mount. */
  public String at(String below) {
    return "auth/" + path + "/" + below;
  }

  /** Creates a role for machine {@code web-1}. More parameters are given as names and values. */
  public AzureMount role(String name, Object... furtherParameters) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("bound_service_principal_ids", WEB_1);
    putAll(parameters, furtherParameters);
    server.root().write(at("role/" + name), parameters);
    return this;
  }

  private static void putAll(Map<String, Object> parameters, Object... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
  }

  /** A valid token of machine {@code web-1}. */
  public String jwt() {
    return mint(order());
  }

  /** The request for a valid token of machine {@code web-1}, which a test can change. */
  public TokenRequest order() {
    return TokenRequest.forMachine("web-1", AUDIENCE);
  }

  /** Issues the requested token. */
  public String mint(TokenRequest order) {
    return server.azure().mint(order).expose();
  }

  /** Sends a login with this client. */
  public Reply login(TestingClient client, String role, String jwt) {
    return client.post(at("login"), Map.of("role", role, "jwt", jwt));
  }

  /** Sends a login with this token and these names, given as names and values. */
  public Reply login(String role, String jwt, Object... names) {
    return server.anonymous().post(at("login"), request(role, jwt, names));
  }

  /** The parameters of a login. */
  public static Map<String, Object> request(String role, String jwt, Object... names) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("role", role);
    fields.put("jwt", jwt);
    putAll(fields, names);
    return fields;
  }

  /**
   * Logs machine {@code web-1} in, again after 503, because the first use of Azure in a new JVM can
   * take longer than a login may take.
   */
  public AzureMount warm(String role) {
    for (int i = 0; i < FIRST_ATTEMPTS && login(role, jwt()).status() == 503; i++) {
      // everything that it fetched until then stays in the cache
    }
    loggedIn(role);
    return this;
  }

  /** How many logins wait in line for Azure at this server. */
  public int waiting(TestingServer node) {
    return node.root().get(at("config/status")).data().path("logins_waiting").asInt();
  }

  /**
   * Waits until each of these logins has its answer or waits in line at one of these servers. With
   * more at once, the queue of a slow server may refuse some before they get to the line.
   */
  public void awaitPlaces(
      Duration atMost, List<CompletableFuture<Reply>> logins, List<TestingServer> servers) {
    Waiting.until(
        atMost,
        () -> {
          int inLine = servers.stream().mapToInt(this::waiting).sum();
          return inLine + logins.stream().filter(CompletableFuture::isDone).count()
              >= logins.size();
        });
  }

  /** Logs machine {@code web-1} in and returns the look-up of its token. */
  public Reply loggedIn(String role) {
    Reply reply = login(role, jwt());
    if (reply.status() != 200) {
      throw new AssertionError("the login answered " + reply);
    }
    return reply;
  }
}
