package io.azimuth.product;

import io.azimuth.adapters.azure.simulator.TokenOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/** An azure auth method on a server, towards the simulated Azure, and logins through it. */
public final class AzureMount {

  /** The tenant of the simulated Azure. */
  public static final String TENANT = "11111111-1111-1111-1111-111111111111";

  /** What the mount expects of tokens. */
  public static final String AUDIENCE = "https://management.azure.com/";

  /** The object id of the identity of machine {@code web-1}. */
  public static final String WEB_1 = "bbbbbbbb-0000-4000-8000-000000000001";

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

  /** A path below the mount. */
  public String at(String below) {
    return "auth/" + path + "/" + below;
  }

  /** Makes a role for machine {@code web-1}, with further parameters as names and values. */
  public AzureMount role(String name, Object... furtherParameters) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("bound_service_principal_ids", WEB_1);
    for (int i = 0; i < furtherParameters.length; i += 2) {
      parameters.put((String) furtherParameters[i], furtherParameters[i + 1]);
    }
    server.root().write(at("role/" + name), parameters);
    return this;
  }

  /** An honest token of machine {@code web-1}. */
  public String jwt() {
    return mint(order());
  }

  /** The order of an honest token of machine {@code web-1}, to be spoilt. */
  public TokenOrder order() {
    return TokenOrder.forMachine("web-1", AUDIENCE);
  }

  /** A token to order. */
  public String mint(TokenOrder order) {
    return server.azure().mint(order).expose();
  }

  /** Tries to log in. */
  public Reply login(String role, String jwt) {
    return login(server.anonymous(), role, jwt);
  }

  /** Tries to log in with that client. */
  public Reply login(TestingClient client, String role, String jwt) {
    return client.post(at("login"), Map.of("role", role, "jwt", jwt));
  }

  /** Logs machine {@code web-1} in; what the server says of the token. */
  public Reply loggedIn(String role) {
    Reply reply = login(role, jwt());
    if (reply.status() != 200) {
      throw new AssertionError("the login answered " + reply);
    }
    return reply;
  }
}
