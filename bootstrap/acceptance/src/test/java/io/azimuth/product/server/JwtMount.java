package io.azimuth.product.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A jwt auth method on a server, and its logins. It trusts one key of the tests and asks nobody. A
 * test that needs a login and is not about Azure uses it, so that the test also runs in a build
 * without the azure method.
 */
public final class JwtMount {

  /** Who logs in: the name of the alias. */
  public static final String SUBJECT = "web-1";

  /** The claim with the groups of a token, for roles that read it. It is empty by default. */
  public static final String GROUPS = "groups";

  private static final String AUDIENCE = "azimuth-tests";
  // Tokens are valid at any time that the clock of a test shows: from 2017 to 2096.
  private static final long ISSUED = 1_500_000_000L;
  private static final long EXPIRES = 4_000_000_000L;
  private static final JwtSigner SIGNER = new JwtSigner();

  private final TestingServer server;
  private final String path;

  private JwtMount(TestingServer server, String path) {
    this.server = server;
    this.path = path;
  }

  /**
   * Enables the method at {@code auth/<path>} and configures it. More parameters of the mount are
   * given as names and values.
   */
  public static JwtMount enable(TestingServer server, String path, Object... furtherParameters) {
    JwtMount mount = new JwtMount(server, path);
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("type", "jwt");
    putAll(parameters, furtherParameters);
    server.root().write("sys/auth/" + path, parameters);
    server.root().write(mount.at("config"), Map.of("jwt_validation_pubkeys", SIGNER.publicKey()));
    return mount;
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

  /** Creates or changes a role. More parameters are given as names and values. */
  public JwtMount role(String name, Object... furtherParameters) {
    server.root().write(at("role/" + name), roleParameters(furtherParameters));
    return this;
  }

  /** The parameters of a role for every token. More are given as names and values. */
  public static Map<String, Object> roleParameters(Object... furtherParameters) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("role_type", "jwt");
    parameters.put("user_claim", "sub");
    parameters.put("bound_audiences", AUDIENCE);
    putAll(parameters, furtherParameters);
    return parameters;
  }

  /** A valid token of {@link #SUBJECT}. */
  public String jwt() {
    return jwtWith();
  }

  /** A valid token with these claims in place of the usual ones, given as names and values. */
  public String jwtWith(Object... furtherClaims) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", "https://issuer.example");
    claims.put("aud", AUDIENCE);
    claims.put("sub", SUBJECT);
    claims.put("iat", ISSUED);
    claims.put("exp", EXPIRES);
    claims.put(GROUPS, List.of());
    putAll(claims, furtherClaims);
    return SIGNER.sign(claims);
  }

  /** Sends a login with this client. */
  public Reply login(TestingClient client, String role, String jwt) {
    return client.post(at("login"), Map.of("role", role, "jwt", jwt));
  }

  /** Sends a login with this token. More parameters are given as names and values. */
  public Reply login(String role, String jwt, Object... furtherParameters) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("role", role);
    parameters.put("jwt", jwt);
    putAll(parameters, furtherParameters);
    return server.anonymous().post(at("login"), parameters);
  }

  /** Logs {@link #SUBJECT} in and returns the answer, which has a token. */
  public Reply loggedIn(String role) {
    Reply reply = login(role, jwt());
    if (reply.status() != 200) {
      throw new AssertionError("the login answered " + reply);
    }
    return reply;
  }

  private static void putAll(Map<String, Object> parameters, Object... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
  }
}
