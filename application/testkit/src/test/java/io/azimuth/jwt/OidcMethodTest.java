package io.azimuth.jwt;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.mount.MountMaintenance;
import io.azimuth.application.mount.MountTables;
import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.CallLimit;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.spi.web.WebAnswer;
import io.azimuth.spi.web.WebRequest;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OidcMethodTest {

  private static final String ID_TOKEN = "eyJ0.eyJ1.c2ln";
  private static final String ISSUER = "https://idp.example";
  private static final String CONFIG = "auth/oidc/config";
  private static final String ROLE = "auth/oidc/role/people";
  private static final String BEGIN = "auth/oidc/oidc/auth_url";
  private static final String END = "auth/oidc/oidc/callback";
  private static final String POLL = "auth/oidc/oidc/poll";
  private static final String REDIRECT = "http://localhost:8250/oidc/callback";
  private static final String SECRET = "s3cr3t/+";
  private static final long NOW = TestServer.START.getEpochSecond();

  private final TestServer server =
      TestServer.with(new OidcAuthMethodFactory(), TestServer.NO_SETTINGS);
  private final String root = server.initialize();

  @BeforeEach
  void configure() {
    describe("");
    tokens(200, "{\"access_token\": \"a\", \"id_token\": \"" + ID_TOKEN + "\", \"x\": null}");
    done(server.write(root, "sys/auth/oidc", Map.of("type", "oidc")));
    config(Map.of("oidc_client_secret", SECRET));
    role(Map.of());
  }

  private void describe(String more) {
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

  private void tokens(int status, String body) {
    server.web().answer(address("https://idp.example/token"), request -> json(status, body));
  }

  private static WebAddress address(String text) {
    return WebAddress.parse(text).orElseThrow();
  }

  private static WebAnswer json(int status, String body) {
    return new WebAnswer(status, Map.of(), SecretBytes.of(body.getBytes(StandardCharsets.UTF_8)));
  }

  private void config(Map<String, ?> more) {
    Map<String, Object> parameters = new HashMap<>(more);
    parameters.put("oidc_discovery_url", ISSUER);
    parameters.put("oidc_client_id", "client/1");
    parameters.put("default_role", "people");
    done(server.write(root, CONFIG, parameters));
  }

  private void role(Map<String, ?> more) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("user_claim", "email");
    parameters.put("allowed_redirect_uris", List.of(REDIRECT, "https://azimuth.example/ui/"));
    parameters.put("token_policies", "people");
    parameters.putAll(more);
    done(server.write(root, ROLE, parameters));
  }

  private void sign(Map<String, String> query, Map<String, ?> more) {
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

  private Map<String, String> begin() {
    return begin(Map.of("redirect_uri", REDIRECT, "client_nonce", "mine"));
  }

  private Map<String, String> begin(Map<String, ?> parameters) {
    return query(text(data(server.write("", BEGIN, parameters)), "auth_url"));
  }

  private static Map<String, String> query(String url) {
    return form(URI.create(url).getRawQuery());
  }

  private static Map<String, String> form(String text) {
    Map<String, String> pairs = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      pairs.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return pairs;
  }

  private static String text(Map<String, Value> data, String name) {
    return ((Value.Text) data.get(name)).text();
  }

  private Answer end(String state) {
    return server.read("", END, Map.of("state", state, "code", "c0de", "client_nonce", "mine"));
  }

  private String refused(Answer answer, ErrorCategory category) {
    Refusal refusal = refusal(answer);
    assertThat(refusal.category()).isEqualTo(category);
    return String.join("; ", refusal.errors());
  }

  private String invalid(Answer answer) {
    return refused(answer, ErrorCategory.INVALID_REQUEST);
  }

  private String denied(Answer answer) {
    return refused(answer, ErrorCategory.PERMISSION_DENIED);
  }

  private WebRequest lastRequest() {
    List<WebRequest> all = server.web().received();
    return all.get(all.size() - 1);
  }

  private Map<String, String> lastForm() {
    return form(new String(lastRequest().body().expose(), StandardCharsets.UTF_8));
  }

  private List<String> records() {
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

  // The begin

  @Test
  void theBrowserIsSentToTheProvider() {
    role(Map.of("oidc_scopes", "profile,email", "max_age", "1h"));

    Answer answer = server.write("", BEGIN, Map.of("role", "people", "redirect_uri", REDIRECT));

    String url = text(data(answer), "auth_url");
    assertThat(url).startsWith("https://idp.example/authorize?x=y&response_type=code&");
    assertThat(query(url))
        .containsEntry("client_id", "client/1")
        .containsEntry("redirect_uri", REDIRECT)
        .containsEntry("scope", "openid profile email")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("max_age", "3600")
        .containsKeys("state", "nonce", "code_challenge");
    assertThat(begin().get("state")).isNotEqualTo(query(url).get("state"));
  }

  @Test
  void theBrowserReturnsOnlyWhereTheRoleAllows() {
    assertThat(begin(Map.of("redirect_uri", "http://localhost:9999/oidc/callback"))).isNotEmpty();
    assertThat(begin(Map.of("redirect_uri", "https://azimuth.example/ui/"))).isNotEmpty();
    assertThat(invalid(server.write("", BEGIN, Map.of("redirect_uri", "https://evil.example/"))))
        .startsWith("unauthorized redirect_uri");
    assertThat(invalid(server.write("", BEGIN, Map.of()))).isEqualTo("missing redirect_uri");
    assertThat(records()).hasSize(2);
  }

  @Test
  void aRoleOfTokensHasNoBrowser() {
    done(
        server.write(
            root,
            "auth/oidc/role/machine",
            Map.of("role_type", "jwt", "user_claim", "email", "bound_audiences", "azimuth")));

    assertThat(
            invalid(server.write("", BEGIN, Map.of("role", "machine", "redirect_uri", REDIRECT))))
        .isEqualTo("role \"machine\" could not be found");
    assertThat(invalid(server.write("", BEGIN, Map.of("role", "none"))))
        .isEqualTo("role \"none\" could not be found");
    sign(Map.of(), Map.of());
    assertThat(
            invalid(server.write("", "auth/oidc/login", Map.of("role", "people", "jwt", ID_TOKEN))))
        .isEqualTo("role with oidc role_type is not allowed");
  }

  @Test
  void aMountWithoutAClientHasNoBrowser() {
    done(server.write(root, CONFIG, Map.of("oidc_discovery_url", ISSUER)));

    assertThat(invalid(server.write("", BEGIN, Map.of("role", "people"))))
        .isEqualTo("OIDC login is not configured for this mount");
  }

  @Test
  void aProviderThatIsAnotherIsNotUsed() {
    server
        .web()
        .json(
            ISSUER + "/.well-known/openid-configuration", "{\"issuer\": \"https://evil.example\"}");

    assertThat(
            refused(
                server.write("", BEGIN, Map.of("redirect_uri", REDIRECT)),
                ErrorCategory.UPSTREAM_UNUSABLE))
        .isNotEmpty();
  }

  // The end

  @Test
  void whoSignedInGetsATokenOfTheRole() throws NoSuchAlgorithmException {
    Map<String, String> query = begin();
    sign(query, Map.of());

    Auth auth = envelope(end(query.get("state"))).auth().orElseThrow();

    assertThat(auth.policies()).containsExactly("default", "people");
    assertThat(auth.metadata()).isEqualTo(Map.of("role", "people"));
    assertThat(data(server.read(auth.clientToken().expose(), "auth/token/lookup-self")))
        .containsEntry("display_name", Value.of("oidc-ada@example.com"));
    Map<String, String> form = lastForm();
    assertThat(form)
        .containsEntry("grant_type", "authorization_code")
        .containsEntry("code", "c0de")
        .containsEntry("redirect_uri", REDIRECT)
        .doesNotContainKeys("client_id", "client_secret");
    assertThat(
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                    MessageDigest.getInstance("SHA-256")
                        .digest(form.get("code_verifier").getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo(query.get("code_challenge"));
    assertThat(lastRequest().headers().get("Authorization").expose())
        .isEqualTo(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString("client%2F1:s3cr3t%2F%2B".getBytes(StandardCharsets.US_ASCII)));
    assertThat(server.verifier().lastSignature().orElseThrow().issuer()).contains(ISSUER);
    assertThat(records()).isEmpty();
  }

  @Test
  void aSecretWithATildeIsSentAsItIs() {
    config(Map.of("oidc_client_secret", "a8Q~b*c d"));
    Map<String, String> query = begin();
    sign(query, Map.of());

    assertThat(clientToken(end(query.get("state")))).isNotEmpty();
    assertThat(lastRequest().headers().get("Authorization").expose())
        .isEqualTo(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString(
                        "client%2F1:a8Q~b%2Ac%20d".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void theEndMayBeSentInABody() {
    Map<String, String> query = begin();
    sign(query, Map.of());

    assertThat(
            clientToken(
                server.write(
                    "",
                    END,
                    Map.of("state", query.get("state"), "code", "c0de", "client_nonce", "mine"))))
        .isNotEmpty();
  }

  @Test
  void theSecretGoesIntoTheFormWhereTheProviderWantsThat() {
    describe(", \"token_endpoint_auth_methods_supported\": [\"client_secret_post\"]");
    Map<String, String> query = begin();
    sign(query, Map.of());

    assertThat(clientToken(end(query.get("state")))).isNotEmpty();
    assertThat(lastForm())
        .containsEntry("client_id", "client/1")
        .containsEntry("client_secret", SECRET);
    assertThat(lastRequest().headers()).doesNotContainKey("Authorization");
  }

  @Test
  void aPublicClientHasNoSecret() {
    config(Map.of());
    Map<String, String> query = begin();
    sign(query, Map.of());

    assertThat(clientToken(end(query.get("state")))).isNotEmpty();
    assertThat(lastForm())
        .containsEntry("client_id", "client/1")
        .doesNotContainKey("client_secret");
    assertThat(lastRequest().headers()).doesNotContainKey("Authorization");
  }

  @Test
  void aLoginEndsOnce() {
    Map<String, String> query = begin();
    sign(query, Map.of());
    String state = query.get("state");

    assertThat(clientToken(end(state))).isNotEmpty();
    assertThat(denied(end(state))).contains("[state_unknown]");
    assertThat(denied(end("1".repeat(53)))).contains("[state_unknown]");
    assertThat(denied(end("x"))).contains("[state_unknown]");
    assertThat(invalid(server.read("", END, Map.of("code", "c0de")))).isEqualTo("missing state");
  }

  @Test
  void ofTwoThatEndALoginAtOnceOneGetsAToken() {
    Map<String, String> query = begin();
    sign(query, Map.of());
    List<Answer> inBetween = new ArrayList<>();
    server
        .web()
        .answer(
            address("https://idp.example/token"),
            request -> {
              if (inBetween.isEmpty()) {
                inBetween.add(new Answer.Empty());
                server.clock().advance(Duration.ofSeconds(1));
                inBetween.set(0, end(query.get("state")));
              }
              return json(200, "{\"id_token\": \"" + ID_TOKEN + "\"}");
            });

    Answer late = end(query.get("state"));

    assertThat(clientToken(inBetween.get(0))).isNotEmpty();
    assertThat(denied(late)).contains("[state_unknown]");
  }

  @Test
  void aSecondReturnWithinASecondDoesNotEndTheLogin() {
    Map<String, String> query = begin();
    sign(query, Map.of());
    List<Answer> second = new ArrayList<>();
    server
        .web()
        .answer(
            address("https://idp.example/token"),
            request -> {
              second.add(end(query.get("state")));
              return json(200, "{\"id_token\": \"" + ID_TOKEN + "\"}");
            });
    int requests = server.web().received().size();

    Answer first = end(query.get("state"));

    assertThat(clientToken(first)).isNotEmpty();
    assertThat(second).hasSize(1);
    assertThat(invalid(second.get(0))).isEqualTo("slow_down");
    assertThat(tokenRequests(requests)).isEqualTo(1);
  }

  @Test
  void aRequestThatRunsAgainDoesNotWaitForItself() {
    Map<String, String> query = begin();
    sign(query, Map.of());
    server
        .web()
        .answer(
            address("https://idp.example/token"),
            request -> {
              role(Map.of("token_ttl", "2h"));
              return json(200, "{\"id_token\": \"" + ID_TOKEN + "\"}");
            });

    Auth auth = envelope(end(query.get("state"))).auth().orElseThrow();

    assertThat(auth.lease()).isEqualTo(Duration.ofHours(2));
  }

  private long tokenRequests(int after) {
    return server.web().received().stream()
        .skip(after)
        .filter(it -> it.address().equals(address("https://idp.example/token")))
        .count();
  }

  @Test
  void aLoginThatIsRefusedEndsToo() {
    Map<String, String> query = begin();
    sign(query, Map.of("nonce", "another"));
    String state = query.get("state");

    assertThat(denied(end(state))).contains("[nonce_mismatch]");
    assertThat(records()).isEmpty();
    sign(query, Map.of());
    assertThat(denied(end(state))).contains("[state_unknown]");
  }

  @Test
  void aLoginIsOverAfterFiveMinutes() {
    begin();
    Map<String, String> late = begin();
    sign(late, Map.of());
    server.clock().advance(Duration.ofMinutes(5));

    assertThat(denied(end(late.get("state")))).contains("[state_unknown]");
    assertThat(records()).hasSize(2);
    server.get(MountMaintenance.class).maintain();
    assertThat(records()).isEmpty();
  }

  @Test
  void whatStillWaitsIsNotSwept() {
    begin();
    server.clock().advance(Duration.ofMinutes(5).minusSeconds(1));

    server.get(MountMaintenance.class).maintain();

    assertThat(records()).hasSize(1);
  }

  @Test
  void anotherClientCannotEndALogin() {
    Map<String, String> query = begin();
    sign(query, Map.of());
    String state = query.get("state");

    assertThat(denied(server.read("", END, Map.of("state", state, "code", "c0de"))))
        .contains("[client_nonce_mismatch]");
    server.store().awaitCommits();
    assertThat(denied(end(state))).contains("[state_unknown]");
    assertThat(server.verifier().verifications()).isZero();
  }

  @Test
  void anAnswerOfAnotherProviderIsNotSentToThisOne() {
    Map<String, String> query = begin();
    sign(query, Map.of());
    int requests = server.web().received().size();
    Map<String, String> brought =
        new HashMap<>(Map.of("state", query.get("state"), "code", "c0de", "client_nonce", "mine"));

    brought.put("iss", "https://evil.example");
    assertThat(denied(server.read("", END, brought))).contains("[provider_mismatch]");
    assertThat(server.web().received()).hasSize(requests);
    server.store().awaitCommits();
    brought.put("iss", ISSUER);
    assertThat(denied(server.read("", END, brought))).contains("[state_unknown]");

    Map<String, String> next = begin();
    sign(next, Map.of());
    brought.put("state", next.get("state"));
    assertThat(clientToken(server.read("", END, brought))).isNotEmpty();
  }

  @Test
  void aLoginEndsWithTheClientAndTheProviderWithWhichItBegan() {
    Map<String, String> ofClient = begin();
    Map<String, Value> typed =
        beginDevice("{\"device_code\": \"d\", \"verification_uri\": \"https://idp.example/type\"}");
    sign(ofClient, Map.of());
    int requests = server.web().received().size();
    done(
        server.write(
            root, CONFIG, Map.of("oidc_discovery_url", ISSUER, "oidc_client_id", "client/2")));

    assertThat(denied(end(ofClient.get("state")))).contains("[provider_mismatch]");
    assertThat(
            denied(
                server.write(
                    "", POLL, Map.of("state", text(typed, "state"), "client_nonce", "mine"))))
        .contains("[provider_mismatch]");

    config(Map.of());
    role(Map.of("callback_mode", "client"));
    Map<String, String> ofProvider = begin();
    done(
        server.write(
            root,
            CONFIG,
            Map.of("oidc_discovery_url", "https://new.example", "oidc_client_id", "client/1")));
    assertThat(denied(end(ofProvider.get("state")))).contains("[provider_mismatch]");
    assertThat(server.web().received()).hasSize(requests);
    assertThat(records()).isEmpty();
  }

  @Test
  void aLoginOfOneMountDoesNotEndAtAnother() {
    done(server.write(root, "sys/auth/other", Map.of("type", "oidc")));
    done(
        server.write(
            root,
            "auth/other/config",
            Map.of("oidc_discovery_url", ISSUER, "oidc_client_id", "client/1")));
    Map<String, String> query = begin();
    sign(query, Map.of());

    assertThat(
            denied(
                server.read(
                    "",
                    "auth/other/oidc/callback",
                    Map.of("state", query.get("state"), "code", "c", "client_nonce", "mine"))))
        .contains("[state_unknown]");
    assertThat(clientToken(end(query.get("state")))).isNotEmpty();
  }

  @Test
  void whoBeginsTooManyLoginsIsRefusedBeforeTheProviderIsAsked() {
    role(Map.of("callback_mode", "device"));
    server
        .web()
        .answer(
            address("https://idp.example/device"),
            request ->
                json(
                    200,
                    "{\"device_code\": \"d\", \"verification_uri\": \"https://idp.example/t\"}"));
    for (int begun = 0; begun < 498; begun++) {
      data(server.write("", BEGIN, Map.of("client_nonce", "mine")));
    }
    String device = "{\"device_code\": \"d\", \"verification_uri\": \"https://idp.example/t\"}";
    server
        .web()
        .answer(
            address("https://idp.example/device"),
            request -> {
              role(Map.of("token_ttl", "2h"));
              return json(200, device);
            });
    int before = server.web().received().size();
    data(server.write("", BEGIN, Map.of("client_nonce", "mine")));
    data(server.write("", BEGIN, Map.of("client_nonce", "mine")));
    assertThat(server.web().received()).as("asked once, run twice").hasSize(before + 2);
    int requests = server.web().received().size();

    assertThat(
            refused(
                server.write("", BEGIN, Map.of("client_nonce", "mine")),
                ErrorCategory.RATE_LIMITED))
        .isEqualTo("too many logins with a browser began at this address");
    assertThat(server.web().received()).hasSize(requests);
  }

  @Test
  void namesOfRolesAreNotTriedWithoutEnd() {
    for (int tried = 0; tried < 500; tried++) {
      assertThat(invalid(server.write("", BEGIN, Map.of("role", "r" + tried))))
          .contains("could not be found");
    }

    refused(server.write("", BEGIN, Map.of("role", "people")), ErrorCategory.RATE_LIMITED);
  }

  @Test
  void aProviderThatHangsLeavesRoomToOthers() {
    done(server.write(root, "sys/auth/other", Map.of("type", "oidc")));
    done(
        server.write(
            root,
            "auth/other/config",
            Map.of("oidc_discovery_url", "https://other.example", "oidc_client_id", "client/1")));
    done(
        server.write(
            root,
            "auth/other/role/people",
            Map.of(
                "user_claim", "email",
                "allowed_redirect_uris", REDIRECT,
                "callback_mode", "device")));
    server
        .web()
        .json(
            "https://other.example/.well-known/openid-configuration",
            "{\"issuer\": \"https://other.example\","
                + " \"authorization_endpoint\": \"https://other.example/authorize\","
                + " \"token_endpoint\": \"https://other.example/token\","
                + " \"device_authorization_endpoint\": \"https://other.example/device\"}")
        .json(
            "https://other.example/device",
            "{\"device_code\": \"d\", \"verification_uri\": \"https://other.example/t\"}");
    String state = begin().get("state");
    role(Map.of("callback_mode", "device"));
    server.web().hang(address("https://idp.example/device"));
    for (int begun = 0; begun < CallLimit.MOST; begun++) {
      var unused =
          server.send(
              server.request(
                  Operation.WRITE,
                  "",
                  BEGIN,
                  maxBytes -> Values.of(Map.of("client_nonce", "mine"))));
    }
    int requests = server.web().received().size();

    refused(
        server.write("", BEGIN, Map.of("client_nonce", "mine")),
        ErrorCategory.UPSTREAM_UNAVAILABLE);
    refused(end(state), ErrorCategory.UPSTREAM_UNAVAILABLE);
    assertThat(server.web().received()).hasSize(requests);
    assertThat(
            data(
                server.write(
                    "",
                    "auth/other/oidc/auth_url",
                    Map.of("role", "people", "client_nonce", "mine"))))
        .containsKey("auth_url");
  }

  @Test
  void anotherClaimOfTheTokenRefusesAsForTokens() {
    role(Map.of("bound_claims", Map.of("groups", List.of("operators"))));
    Map<String, String> query = begin();
    sign(query, Map.of("groups", List.of("guests"), "aud", "client/2"));

    assertThat(denied(end(query.get("state"))))
        .contains("[bound_claim_mismatch]", "[client_mismatch]")
        .doesNotContain("operators", "client/");
  }

  @Test
  void thePersonComesFromAnAddressOfTheRole() {
    role(Map.of("token_bound_cidrs", "198.51.100.0/24"));
    Map<String, String> query = begin();
    sign(query, Map.of());

    assertThat(denied(end(query.get("state")))).contains("[address_not_bound]");
  }

  @Test
  void whatTheProviderRefusesIsToldWithoutItsWords() {
    String state = begin().get("state");
    assertThat(
            denied(
                server.read(
                    "",
                    END,
                    Map.of(
                        "state", state,
                        "client_nonce", "mine",
                        "error", "access_denied",
                        "error_description", "Nobody\nis there"))))
        .contains("[sign_in_refused]")
        .doesNotContain("Nobody", "access_denied");

    tokens(400, "{\"error\": \"invalid_grant\", \"error_description\": \"c0de is old\"}");
    assertThat(denied(end(begin().get("state")))).contains("[code_refused]").doesNotContain("c0de");
    tokens(403, "{\"error\": \"invalid_grant\"}");
    assertThat(denied(end(begin().get("state")))).contains("[code_refused]");
    tokens(200, "{\"access_token\": \"a\"}");
    assertThat(denied(end(begin().get("state")))).contains("[id_token_missing]");
  }

  @Test
  void aFaultOfTheProviderEndsNoLogin() {
    Map<String, String> query = begin();
    sign(query, Map.of());
    String state = query.get("state");

    tokens(503, "");
    refused(end(state), ErrorCategory.UPSTREAM_UNAVAILABLE);
    server.clock().advance(Duration.ofSeconds(1));
    tokens(200, "no JSON");
    refused(end(state), ErrorCategory.UPSTREAM_UNUSABLE);
    server.clock().advance(Duration.ofSeconds(1));
    tokens(401, "{\"error\": \"invalid_client\"}");
    refused(end(state), ErrorCategory.UPSTREAM_UNUSABLE);
    server.clock().advance(Duration.ofSeconds(1));
    tokens(200, "{\"id_token\": \"" + ID_TOKEN + "\"}");
    assertThat(clientToken(end(state))).isNotEmpty();
  }

  @Test
  void loginsAreCountedWhereTheyEnd() {
    Map<String, String> query = begin();
    sign(query, Map.of());
    end(query.get("state"));
    end(query.get("state"));
    server.write(root, "auth/oidc/login/explain", Map.of("role", "people", "jwt", ID_TOKEN));

    assertThat(logins("people", "granted", "none")).isEqualTo(1);
    assertThat(logins("none", "refused", "state_unknown")).isEqualTo(1);
  }

  private double logins(String role, String outcome, String reason) {
    return server
        .metrics()
        .number(
            "azimuth_logins_total",
            Map.of("mount", "auth/oidc/", "role", role, "outcome", outcome, "reason", reason));
  }

  @Test
  void aLoginThatGoesOnIsNeitherRefusedNorCounted() {
    Map<String, Value> begun =
        beginDevice("{\"device_code\": \"d\", \"verification_uri\": \"https://idp.example/type\"}");
    server.enableAudit(root);
    Map<String, String> poll = Map.of("state", text(begun, "state"), "client_nonce", "mine");
    tokens(400, "{\"error\": \"authorization_pending\"}");

    invalid(server.write("", POLL, poll));
    invalid(server.write("", POLL, poll));

    assertThat(server.audit().records("response"))
        .filteredOn(it -> it.get("azimuth").isPresent())
        .extracting(it -> ((Value.Obj) it.get("azimuth").get()).get("decision"))
        .containsExactly(Optional.of(Value.of("pending")), Optional.of(Value.of("pending")));
    assertThat(logins("none", "refused", "invalid_request")).isZero();
  }

  @Test
  void nothingSecretIsAudited() {
    server.enableAudit(root);
    Map<String, String> query = begin();
    sign(query, Map.of());
    end(query.get("state"));
    end(query.get("state"));

    assertThat(server.audit().records().toString())
        .contains("state_unknown", "ada@example.com")
        .doesNotContain(ID_TOKEN, SECRET, "c0de");
  }

  @Test
  void aDryRunTakesAnIdToken() {
    sign(Map.of(), Map.of("aud", "client/2"));

    Map<String, Value> explained =
        data(
            server.write(
                root, "auth/oidc/login/explain", Map.of("role", "people", "jwt", ID_TOKEN)));

    assertThat(explained).containsEntry("granted", Value.of(false));
    assertThat(explained.get("checks").toString())
        .contains("client_mismatch", "no nonce was sent for this login");
    assertThat(((Value.Items) explained.get("checks")).values()).hasSize(12);
    sign(Map.of(), Map.of("iss", ISSUER + "/"));
    assertThat(
            data(server.write(
                    root, "auth/oidc/login/explain", Map.of("role", "people", "jwt", ID_TOKEN)))
                .get("checks")
                .toString())
        .contains("issuer_mismatch");
  }

  @Test
  void aTokenIsRenewedOnTheTermsOfItsRole() {
    Map<String, String> query = begin();
    sign(query, Map.of());
    String token = clientToken(end(query.get("state")));
    role(Map.of("token_ttl", "2h"));

    assertThat(
            envelope(server.write(token, "auth/token/renew-self", Map.of()))
                .auth()
                .orElseThrow()
                .lease())
        .isEqualTo(Duration.ofHours(2));
  }

  // A code that the person types

  private Map<String, Value> beginDevice(String answer) {
    role(Map.of("callback_mode", "device"));
    server.web().answer(address("https://idp.example/device"), request -> json(200, answer));
    return data(server.write("", BEGIN, Map.of("client_nonce", "mine")));
  }

  @Test
  void thePersonTypesACode() {
    Map<String, Value> begun =
        beginDevice(
            "{\"device_code\": \"d3v\", \"user_code\": \"ABCD-EFGH\", \"interval\": 7,"
                + " \"verification_uri\": \"https://idp.example/type\"}");
    assertThat(begun)
        .containsEntry("auth_url", Value.of("https://idp.example/type"))
        .containsEntry("user_code", Value.of("ABCD-EFGH"))
        .containsEntry("poll_interval", Value.of("7"))
        .doesNotContainKey("device_code");
    assertThat(lastForm()).containsEntry("scope", "openid").doesNotContainKey("device_code");
    Map<String, String> poll = Map.of("state", text(begun, "state"), "client_nonce", "mine");

    tokens(400, "{\"error\": \"authorization_pending\"}");
    assertThat(invalid(server.write("", POLL, poll))).isEqualTo("authorization_pending");
    int requests = server.web().received().size();
    assertThat(invalid(server.write("", POLL, poll))).isEqualTo("slow_down");
    assertThat(server.web().received()).as("asked again within a second").hasSize(requests);
    server.clock().advance(Duration.ofSeconds(1));
    tokens(400, "{\"error\": \"slow_down\"}");
    assertThat(invalid(server.write("", POLL, poll))).isEqualTo("slow_down");
    assertThat(server.web().received()).hasSize(requests + 1);
    server.clock().advance(Duration.ofSeconds(1));
    tokens(200, "{\"id_token\": \"" + ID_TOKEN + "\"}");
    sign(Map.of(), Map.of());
    assertThat(clientToken(server.write("", POLL, poll))).isNotEmpty();
    assertThat(lastForm())
        .containsEntry("device_code", "d3v")
        .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
    assertThat(denied(server.write("", POLL, poll))).contains("[state_unknown]");
  }

  @ParameterizedTest
  @CsvSource({
    "403, slow_down",
    "403, authorization_pending",
    "428, authorization_pending",
    "429, slow_down",
  })
  void thePersonIsWaitedForWhateverTheStatusOfTheProvider(int status, String error) {
    Map<String, Value> begun =
        beginDevice("{\"device_code\": \"d\", \"verification_uri\": \"https://idp.example/type\"}");
    Map<String, String> poll = Map.of("state", text(begun, "state"), "client_nonce", "mine");
    tokens(status, "{\"error\": \"" + error + "\"}");

    assertThat(invalid(server.write("", POLL, poll))).isEqualTo(error);
    server.clock().advance(Duration.ofSeconds(1));
    tokens(429, "{\"error\": \"too_many_requests\"}");
    refused(server.write("", POLL, poll), ErrorCategory.UPSTREAM_UNAVAILABLE);
    server.clock().advance(Duration.ofSeconds(1));
    tokens(403, "{\"error\": \"access_denied\"}");
    assertThat(denied(server.write("", POLL, poll))).contains("[code_refused]");
  }

  @Test
  void thePersonWhoDoesNotTypeIsRefused() {
    Map<String, Value> begun =
        beginDevice(
            "{\"device_code\": \"d3v\", \"verification_uri\": \"https://idp.example/type\","
                + " \"verification_uri_complete\": \"https://idp.example/type?c=A\"}");
    assertThat(begun)
        .containsEntry("auth_url", Value.of("https://idp.example/type?c=A"))
        .containsEntry("poll_interval", Value.of("5"))
        .doesNotContainKey("user_code");
    tokens(400, "{\"error\": \"access_denied\"}");

    assertThat(
            denied(
                server.write(
                    "", POLL, Map.of("state", text(begun, "state"), "client_nonce", "mine"))))
        .contains("[code_refused]");
    assertThat(records()).isEmpty();
  }

  @Test
  void aProviderThatIsBusyBeginsNoLogin() {
    role(Map.of("callback_mode", "device"));
    WebAddress device = address("https://idp.example/device");
    server.web().answer(device, request -> json(429, "{\"error\": \"slow_down\"}"));
    refused(
        server.write("", BEGIN, Map.of("client_nonce", "mine")),
        ErrorCategory.UPSTREAM_UNAVAILABLE);

    server.web().answer(device, request -> json(403, "{\"error\": \"access_denied\"}"));
    refused(
        server.write("", BEGIN, Map.of("client_nonce", "mine")), ErrorCategory.UPSTREAM_UNUSABLE);
  }

  @Test
  void aCodeToTypeNeedsAClientThatProvesItself() {
    role(Map.of("callback_mode", "device"));

    assertThat(invalid(server.write("", BEGIN, Map.of()))).isEqualTo("missing client_nonce");
  }

  @Test
  void aStrangerLearnsNothingByAsking() {
    Map<String, Value> begun =
        beginDevice("{\"device_code\": \"d\", \"verification_uri\": \"https://idp.example/type\"}");
    String state = text(begun, "state");
    sign(Map.of(), Map.of());
    int requests = server.web().received().size();

    assertThat(
            denied(
                server.write(
                    "",
                    POLL,
                    Map.of("state", state.substring(0, 52) + "!", "client_nonce", "mine"))))
        .contains("[state_unknown]");
    assertThat(denied(server.write("", POLL, Map.of("state", state))))
        .contains("[client_nonce_mismatch]");
    assertThat(server.web().received()).hasSize(requests);
    server.store().awaitCommits();
    assertThat(denied(server.write("", POLL, Map.of("state", state, "client_nonce", "mine"))))
        .contains("[state_unknown]");
  }

  @Test
  void oneKindOfLoginDoesNotEndAsTheOther() {
    String browser = begin().get("state");
    assertThat(denied(server.write("", POLL, Map.of("state", browser, "client_nonce", "mine"))))
        .contains("[state_unknown]");
    Map<String, Value> begun =
        beginDevice("{\"device_code\": \"d\", \"verification_uri\": \"https://idp.example/type\"}");
    assertThat(denied(end(text(begun, "state")))).contains("[state_unknown]");
  }

  @Test
  void aPageOfTheProviderIsAnAddressOfTheWeb() {
    role(Map.of("callback_mode", "device"));
    server
        .web()
        .answer(
            address("https://idp.example/device"),
            request ->
                json(
                    200, "{\"device_code\": \"d\", \"verification_uri\": \"file:///etc/passwd\"}"));

    refused(
        server.write("", BEGIN, Map.of("client_nonce", "mine")), ErrorCategory.UPSTREAM_UNUSABLE);
  }
}
