package client;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.MockWebServerWrapper;
import no.nav.security.mock.oauth2.http.Ssl;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/**
 * Logs in at the packed server with tokens of a real server of OpenID Connect, which rolls its keys
 * in between, and with what its pages give to a browser.
 */
public final class OidcLogins {

  private static final String AUDIENCE = "https://azimuth.example";
  private static final String ISSUER = "workloads";
  private static final String REDIRECT = "http://localhost:8250/oidc/callback";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;
  private final Ssl ssl = new Ssl();
  private String root = "";

  private OidcLogins(String address) {
    this.address = address;
  }

  /** Runs all steps; throws at the first that does not do what it must. */
  public static void main(String[] arguments) throws Exception {
    new OidcLogins(System.getenv("VAULT_ADDR")).run();
    System.exit(0); // the server of OpenID Connect leaves threads
  }

  private void run() throws Exception {
    initialise();
    int port = freePort();
    MockOAuth2Server first = provider("RS256", port);
    String issuer = first.issuerUrl(ISSUER).toString();
    post(204, "sys/auth/jwt", Map.of("type", "jwt"));
    post(
        204,
        "auth/jwt/config",
        Map.of("oidc_discovery_url", issuer, "oidc_discovery_ca_pem", pem(), "bound_issuer", issuer));
    roles();
    String old = shapes(first, "RS256");
    check(login(403, "ci", tokenEndpoint(first)).contains("audience_mismatch"), "its own audience");
    people(first, issuer);

    first.shutdown();
    login(200, "ci", old); // the keys are known

    MockOAuth2Server second = provider("ES256", port);
    shapes(second, "ES256");
    check(login(403, "ci", old).contains("token_not_accepted"), "a token of the old key");

    post(
        204,
        "auth/jwt/config",
        Map.of("jwks_url", second.jwksUrl(ISSUER).toString(), "jwks_ca_pem", pem()));
    shapes(second, "ES256");
    second.shutdown();

    post(204, "auth/jwt/config", Map.of("jwks_url", "https://127.0.0.1:1/keys"));
    check(
        login(503, "ci", old).contains("the identity provider cannot be reached"),
        "no key set, no answer");
    System.out.println("logins with OpenID Connect passed");
  }

  // The issuers of workloads, as their tokens look; returns a token of the first.
  private String shapes(MockOAuth2Server provider, String algorithm) throws Exception {
    String token =
        token(
            provider,
            "repo:octo-org/octo-repo:ref:refs/heads/main",
            Map.of("repository", "octo-org/octo-repo", "ref", "refs/heads/main"));
    String header =
        new String(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8);
    check(header.contains(algorithm), header);
    check(login(200, "ci", token).contains("octo-org/octo-repo"), "the mapped claim");
    login(
        403,
        "ci",
        token(
            provider,
            "repo:octo-org/other:ref:refs/heads/main",
            Map.of("repository", "octo-org/other", "ref", "refs/heads/main")));
    login(
        200,
        "pod",
        token(
            provider,
            "system:serviceaccount:prod:web",
            Map.of(
                "kubernetes.io",
                Map.of("namespace", "prod", "serviceaccount", Map.of("name", "web", "uid", "u2")))));
    login(
        200,
        "gitlab",
        token(
            provider,
            "project_path:mygroup/myproject:ref_type:branch:ref:main",
            Map.of("project_id", "22", "ref_protected", "true")));
    login(
        200,
        "google",
        token(
            provider,
            "112010400000000710080",
            Map.of("email", "web@p.iam.gserviceaccount.com", "email_verified", true)));
    login(
        200,
        "amazon",
        token(
            provider,
            "arn:aws:iam::123456789012:role/web",
            Map.of("https://sts.amazonaws.com/", Map.of("aws_account", "123456789012"))));
    return token;
  }

  // People, whose browser comes back with a code; first with a secret of the client, then without.
  private void people(MockOAuth2Server provider, String issuer) throws Exception {
    post(204, "sys/auth/people", Map.of("type", "oidc"));
    client(issuer, Map.of("oidc_client_secret", "s3cr3t/+ of the client"));
    post(
        204,
        "auth/people/role/ops",
        Map.of(
            "user_claim", "sub",
            "bound_claims", Map.of("groups", List.of("operators")),
            "claim_mappings", Map.of("email", "email"),
            "allowed_redirect_uris", REDIRECT));
    Map<String, Object> operator =
        Map.of("groups", List.of("staff", "operators"), "email", "ada@example.com");
    Map<String, String> back = browser(provider, "ada", operator);
    check(callback(200, back).contains("ada@example.com"), "the mapped claim of a person");
    check(callback(403, back).contains("state_unknown"), "a state that was used");

    Map<String, String> guest = browser(provider, "bob", Map.of("groups", List.of("guests")));
    check(callback(403, guest).contains("bound_claim_mismatch"), "a person of no such group");

    Map<String, String> forged = browser(provider, "ada", operator);
    forged.put("code", "no-such-code");
    check(isOfNoLogin(callback(403, forged)), "a code of nobody");

    Map<String, String> exchanged = browser(provider, "ada", operator);
    exchanged.put("code", browser(provider, "ada", operator).get("code"));
    check(isOfNoLogin(callback(403, exchanged)), "the code of another login");

    client(issuer, Map.of());
    callback(200, browser(provider, "ada", operator));
    System.out.println("people logged in with a browser");
  }

  // This provider also gives tokens for codes that it does not know; then the nonce tells.
  private static boolean isOfNoLogin(String answer) {
    return answer.contains("code_refused") || answer.contains("nonce_mismatch");
  }

  private void client(String issuer, Map<String, Object> secret) throws Exception {
    Map<String, Object> config = new HashMap<>(secret);
    config.put("oidc_discovery_url", issuer);
    config.put("oidc_discovery_ca_pem", pem());
    config.put("oidc_client_id", "azimuth");
    config.put("default_role", "ops");
    post(204, "auth/people/config", config);
  }

  // What a browser brings back of the page of the provider, which lets everybody in.
  private Map<String, String> browser(
      MockOAuth2Server provider, String subject, Map<String, Object> claims) throws Exception {
    Map<String, Object> begun =
        JSONObjectUtils.parse(
            post(
                200,
                "auth/people/oidc/auth_url",
                Map.of("redirect_uri", REDIRECT, "client_nonce", "mine")));
    String url = (String) ((Map<?, ?>) begun.get("data")).get("auth_url");
    provider.enqueueCallback(
        new DefaultOAuth2TokenCallback(ISSUER, subject, "JWT", null, claims, 600));
    HttpResponse<String> sent =
        HttpClient.newBuilder()
            .sslContext(trust())
            .build()
            .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    check(sent.statusCode() == 302, "the provider answered " + sent.statusCode() + sent.body());
    String location = sent.headers().firstValue("Location").orElseThrow();
    check(location.startsWith(REDIRECT + "?"), location);
    Map<String, String> back = new HashMap<>();
    for (String pair : URI.create(location).getRawQuery().split("&")) {
      String[] parts = pair.split("=", 2);
      back.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return back;
  }

  private String callback(int status, Map<String, String> back) throws Exception {
    String query =
        "state="
            + URLEncoder.encode(back.get("state"), StandardCharsets.UTF_8)
            + "&code="
            + URLEncoder.encode(back.get("code"), StandardCharsets.UTF_8)
            + "&client_nonce=mine";
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(
                    URI.create(address + "/v1/auth/people/oidc/callback?" + query))
                .build(),
            BodyHandlers.ofString());
    check(
        answer.statusCode() == status,
        "the callback answered " + answer.statusCode() + ": " + answer.body());
    return answer.body();
  }

  private void roles() throws Exception {
    role(
        "ci",
        Map.of(
            "user_claim", "repository",
            "bound_claims_type", "glob",
            "bound_claims", Map.of("repository", "octo-org/octo-repo", "ref", "refs/heads/*"),
            "claim_mappings", Map.of("repository", "repository")));
    role(
        "pod",
        Map.of(
            "user_claim", "/kubernetes.io/serviceaccount/uid",
            "user_claim_json_pointer", true,
            "bound_claims", Map.of("/kubernetes.io/namespace", "prod")));
    role(
        "gitlab",
        Map.of(
            "user_claim", "project_id",
            "bound_claims", Map.of("project_id", List.of("22", "23"), "ref_protected", "true")));
    role("google", Map.of("user_claim", "email", "bound_claims", Map.of("email_verified", true)));
    role(
        "amazon",
        Map.of(
            "user_claim", "sub",
            "bound_claims",
                Map.of("/https:~1~1sts.amazonaws.com~1/aws_account", "123456789012")));
  }

  private void role(String name, Map<String, Object> parameters) throws Exception {
    Map<String, Object> all = new HashMap<>(parameters);
    all.put("role_type", "jwt");
    all.put("bound_audiences", AUDIENCE);
    post(204, "auth/jwt/role/" + name, all);
  }

  // The provider may only take a port twice that it was given: else its closed connections hold it.
  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      return socket.getLocalPort();
    }
  }

  private MockOAuth2Server provider(String algorithm, int port) throws Exception {
    OAuth2TokenProvider tokens =
        new OAuth2TokenProvider(new KeyProvider(List.of(), algorithm));
    MockOAuth2Server provider =
        new MockOAuth2Server(
            new OAuth2Config(
                false, null, null, false, tokens, Set.of(), new MockWebServerWrapper(ssl)));
    provider.start(InetAddress.getByName("localhost"), port);
    return provider;
  }

  private static String token(
      MockOAuth2Server provider, String subject, Map<String, Object> claims) {
    return provider.issueToken(ISSUER, subject, AUDIENCE, claims).serialize();
  }

  // The way of an OAuth client: its credentials for a token. Its audience is not the role's.
  private String tokenEndpoint(MockOAuth2Server provider) throws Exception {
    HttpClient trusting = HttpClient.newBuilder().sslContext(trust()).build();
    String form =
        "grant_type=client_credentials&client_id=me&client_secret=mine&scope="
            + URLEncoder.encode("somebody-else", StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        trusting.send(
            HttpRequest.newBuilder(URI.create(provider.tokenEndpointUrl(ISSUER).toString()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.ofString());
    check(answer.statusCode() == 200, answer.body());
    return (String) JSONObjectUtils.parse(answer.body()).get("access_token");
  }

  private Certificate certificate() throws Exception {
    KeyStore store = ssl.getSslKeystore().getKeyStore();
    return store.getCertificate(Collections.list(store.aliases()).get(0));
  }

  private String pem() throws Exception {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate().getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  private SSLContext trust() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("provider", certificate());
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private void initialise() throws Exception {
    Map<String, Object> made =
        JSONObjectUtils.parse(
            post(200, "sys/init", Map.of("secret_shares", 1, "secret_threshold", 1)));
    root = (String) made.get("root_token");
    post(200, "sys/unseal", Map.of("key", ((List<?>) made.get("keys_base64")).get(0)));
  }

  private String login(int status, String role, String jwt) throws Exception {
    return post(status, "auth/jwt/login", Map.of("role", role, "jwt", jwt));
  }

  private String post(int status, String path, Map<String, Object> body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + "/v1/" + path))
            .POST(BodyPublishers.ofString(JSONObjectUtils.toJSONString(body)));
    if (!root.isEmpty() && !path.endsWith("/login")) {
      request.header("X-Vault-Token", root);
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    boolean warned = status == 204 && answer.statusCode() == 200; // roles with unlike claims
    check(
        warned || answer.statusCode() == status,
        path + " answered " + answer.statusCode() + " and not " + status + ": " + answer.body());
    return answer.body();
  }

  private static void check(boolean good, String what) {
    if (!good) {
      throw new IllegalStateException(what);
    }
  }
}
