package io.azimuth.jwt;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;

import io.azimuth.application.mount.MountTables;
import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.spi.web.WebAnswer;
import io.azimuth.spi.web.WebRequest;
import io.azimuth.testkit.TestServer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** A mount of the type oidc with a role, and a provider that answers as a test says. */
abstract class OidcMountFixture {

  static final String ID_TOKEN = "eyJ0.eyJ1.c2ln";
  static final String ISSUER = "https://idp.example";
  static final String CONFIG = "auth/oidc/config";
  static final String ROLE = "auth/oidc/role/people";
  static final String BEGIN = "auth/oidc/oidc/auth_url";
  static final String END = "auth/oidc/oidc/callback";
  static final String POLL = "auth/oidc/oidc/poll";
  static final String REDIRECT = "http://localhost:8250/oidc/callback";
  static final String SECRET = "s3cr3t/+";
  static final long NOW = TestServer.START.getEpochSecond();

  final TestServer server = TestServer.with(new OidcAuthMethodFactory(), TestServer.NO_SETTINGS);
  final String root = server.initialize();

  @BeforeEach
  void configure() {
    describe("");
    tokens(200, "{\"access_token\": \"a\", \"id_token\": \"" + ID_TOKEN + "\", \"x\": null}");
    done(server.write(root, "sys/auth/oidc", Map.of("type", "oidc")));
    config(Map.of("oidc_client_secret", SECRET));
    role(Map.of());
  }

  /** The provider's discovery document, with these members at its end. */
  final void describe(String more) {
    server
        .web()
        .json(
            ISSUER + "/.well-known/openid-configuration",
            "{\"issuer\": \""
                + ISSUER
                + "\", \"authorization_endpoint\": \"https://idp.example/authorize?x=y\","
                + " \"token_endpoint\": \"https://idp.example/token\","
                + " \"device_authorization_endpoint\": \"https://idp.example/device\""
                + more
                + "}");
  }

  /** What the provider answers where codes are redeemed. */
  final void tokens(int status, String body) {
    server.web().answer(address("https://idp.example/token"), request -> json(status, body));
  }

  static WebAddress address(String text) {
    return WebAddress.parse(text).orElseThrow();
  }

  static WebAnswer json(int status, String body) {
    return new WebAnswer(status, Map.of(), SecretBytes.of(body.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes the configuration with these parameters. */
  final void config(Map<String, ?> more) {
    Map<String, Object> parameters = new HashMap<>(more);
    parameters.put("oidc_discovery_url", ISSUER);
    parameters.put("oidc_client_id", "client/1");
    parameters.put("default_role", "people");
    done(server.write(root, CONFIG, parameters));
  }

  /** Writes the role with these parameters. */
  final void role(Map<String, ?> more) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("user_claim", "email");
    parameters.put("allowed_redirect_uris", List.of(REDIRECT, "https://azimuth.example/ui/"));
    parameters.put("token_policies", "people");
    parameters.putAll(more);
    done(server.write(root, ROLE, parameters));
  }

  /** The id token of the login with that query, with these claims. */
  final void sign(Map<String, String> query, Map<String, ?> more) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", ISSUER);
    claims.put("sub", "u-1");
    claims.put("aud", "client/1");
    claims.put("email", "ada@example.com");
    claims.put("iat", NOW);
    claims.put("exp", NOW + 600);
    if (query.containsKey("nonce")) {
      claims.put("nonce", query.get("nonce"));
    }
    claims.putAll(more);
    server.verifier().accept(ID_TOKEN, TestServer.START, claims);
  }

  final Map<String, String> begin() {
    return begin(Map.of("redirect_uri", REDIRECT, "client_nonce", "mine"));
  }

  final Map<String, String> begin(Map<String, ?> parameters) {
    return query(text(data(server.write("", BEGIN, parameters)), "auth_url"));
  }

  /** The parameters of an address. */
  static Map<String, String> query(String url) {
    return form(URI.create(url).getRawQuery());
  }

  static Map<String, String> form(String text) {
    Map<String, String> pairs = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      pairs.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return pairs;
  }

  static String text(Map<String, Value> data, String name) {
    return ((Value.Text) data.get(name)).text();
  }

  /** Ends the login of that state as the client that began it. */
  final Answer end(String state) {
    return server.read("", END, Map.of("state", state, "code", "c0de", "client_nonce", "mine"));
  }

  final WebRequest lastRequest() {
    List<WebRequest> all = server.web().received();
    return all.get(all.size() - 1);
  }

  /** What the provider was sent last. */
  final Map<String, String> lastForm() {
    return form(new String(lastRequest().body().expose(), StandardCharsets.UTF_8));
  }

  /** The logins that wait in the storage of the mount. */
  final List<String> records() {
    server.store().awaitCommits();
    Mount mount =
        server.get(MountTables.class).of(server.store().begin()).mounts().stream()
            .filter(it -> it.type().equals("oidc"))
            .findFirst()
            .orElseThrow();
    return MountTransactions.of(server.store().begin(), mount.uuid())
        .storage()
        .page(Optional.empty(), 100)
        .stream()
        .filter(it -> it.startsWith("sign-in/"))
        .toList();
  }

  /** Begins a login with a code to type; the provider answers this. */
  final Map<String, Value> beginDevice(String answer) {
    role(Map.of("callback_mode", "device"));
    server.web().answer(address("https://idp.example/device"), request -> json(200, answer));
    return data(server.write("", BEGIN, Map.of("client_nonce", "mine")));
  }
}
