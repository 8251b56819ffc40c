package io.azimuth.application.federation;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.sign.TokenSigner;
import io.azimuth.domain.federation.SigningKeyRing;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.ScriptedMethod;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import io.azimuth.testkit.fake.FakeSigner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Identity tokens of the entities behind tokens. */
class OidcTokensTest {

  private static final String KEY = "identity/oidc/key/ours";
  private static final String ROLE = "identity/oidc/role/web";
  private static final String TOKEN = "identity/oidc/token/web";
  private static final String KEYS = "identity/oidc/.well-known/keys";
  private static final long START = TestServer.START.getEpochSecond();

  private final TestServer server = new TestServer(new ScriptedMethod());
  private final String root = server.initialize();
  private final FakeSigner signer = (FakeSigner) server.get(TokenSigner.class);
  private String caller = "";
  private String entity = "";

  @BeforeEach
  void logIn() {
    done(server.write(root, "sys/auth/app", Map.of("type", "scripted")));
    server.write(root, "identity/oidc/config", Map.of("issuer", "https://vault.example.com"));
    done(server.write(root, KEY, Map.of("algorithm", "ES256", "allowed_client_ids", "ours")));
    done(server.write(root, ROLE, Map.of("key", "ours", "client_id", "ours", "ttl", "1h")));
    caller = clientToken(server.write("", "auth/app/login", Map.of()));
    entity = text(data(server.read(caller, "auth/token/lookup-self")), "entity_id");
    done(
        server.write(
            root,
            "sys/policies/acl/signs",
            Map.of("policy", "path \"identity/oidc/token/*\" { capabilities = [\"read\"] }")));
    server.write(
        root, "identity/entity/id/" + entity, Map.of("policies", "signs", "name", "web-1"));
  }

  @Test
  void saysWhoCallsAndForWhom() {
    Map<String, Value> answer = data(server.read(caller, TOKEN));

    assertThat(answer)
        .containsEntry("client_id", Value.of("ours"))
        .containsEntry("ttl", Value.of(3_600))
        .containsKey("token");
    assertThat(signer.last().claims())
        .isEqualTo(
            Values.of(
                Map.of(
                    "iss",
                    "https://vault.example.com/v1/identity/oidc",
                    "namespace",
                    "root",
                    "sub",
                    entity,
                    "aud",
                    "ours",
                    "iat",
                    START,
                    "exp",
                    START + 3_600)));
  }

  @Test
  void theTemplateAddsClaimsOfTheEntityAndItsGroups() {
    server.write(
        root, "identity/group", Map.of("name", "ops", "member_entity_ids", List.of(entity)));
    done(
        server.write(
            root,
            ROLE,
            Map.of(
                "template",
                "{\"name\":{{identity.entity.name}},\"groups\":{{identity.entity.groups.names}}}")));

    server.read(caller, TOKEN);

    assertThat(signer.last().claims().members())
        .containsEntry("name", Value.of("web-1"))
        .containsEntry("groups", Value.of(List.of("ops")))
        .containsEntry("sub", Value.of(entity));
  }

  @Test
  void theKeysOfARoleArePublishedBeforeItsFirstToken() {
    List<String> kids = kids();
    assertThat(kids).hasSize(2);

    server.read(caller, TOKEN);

    assertThat(signer.last().kid()).isEqualTo(kids.get(0));
    assertThat(kids()).isEqualTo(kids);
  }

  @Test
  void signsWithTheNextKeyWhenTheFirstIsOverdue() {
    List<String> kids = kids();
    server.clock().advance(Duration.ofHours(24));

    server.read(caller, TOKEN);

    assertThat(signer.last().kid()).isEqualTo(kids.get(1));
    assertThat(kids()).hasSize(3).startsWith(kids.get(1)).endsWith(kids.get(0));
  }

  @Test
  void anotherAlgorithmSignsFromNowOnAndOldTokensStayValid() {
    String old = token();

    done(server.write(root, KEY, Map.of("algorithm", "EdDSA")));

    assertThat(introspect(old)).isEqualTo(active());
    assertThat(introspect(token())).isEqualTo(active());
    assertThat(data(server.read(root, KEY))).containsEntry("algorithm", Value.of("EdDSA"));
    Value.Items jwks =
        (Value.Items) ((Answer.Raw) server.read("", KEYS)).body().get("keys").orElseThrow();
    assertThat(jwks.values())
        .extracting(jwk -> text(((Value.Obj) jwk).members(), "alg"))
        .containsExactly("EdDSA", "EdDSA", "ES256");
  }

  @Test
  void theAlgorithmDoesNotChangeSoOftenThatOldKeysPileUp() {
    for (int i = 0; i < SigningKeyRing.MAX_RETIRED; i++) {
      done(server.write(root, KEY, Map.of("algorithm", i % 2 == 0 ? "ES384" : "ES256")));
    }

    assertThat(refusal(server.write(root, KEY, Map.of("algorithm", "ES384"))).errors())
        .singleElement()
        .asString()
        .startsWith("too many old keys are still published")
        .endsWith("change the algorithm later");
    done(server.write(root, KEY, Map.of("rotation_period", "48h")));
    server.clock().advance(Duration.ofHours(49));
    done(server.write(root, KEY, Map.of("algorithm", "ES384")));
  }

  @Test
  void refusesARoleThatTheKeyNoLongerAllows() {
    done(server.write(root, KEY, Map.of("allowed_client_ids", "others")));

    refused(
        "the key \"ours\" does not list the client ID of the role \"web\" as an allowed client ID");
  }

  @Test
  void refusesWithoutAnIssuer() {
    server.write(root, "identity/oidc/config", Map.of("issuer", ""));

    refused(
        "the server has no issuer: set api_addr in its configuration or issuer in"
            + " identity/oidc/config");
  }

  @Test
  void refusesATokenWithoutAnEntity() {
    assertThat(refusal(server.read(root, TOKEN)).errors())
        .containsExactly("no entity associated with the request's token");
  }

  @Test
  void aTokenIsActiveUntilTheSecondItExpires() {
    String token = token();

    server.clock().advance(Duration.ofSeconds(3_599));
    assertThat(introspect(token)).isEqualTo(active());
    server.clock().advance(Duration.ofSeconds(1));
    assertThat(introspect(token))
        .isEqualTo(inactive("error validating claims: token is expired (exp)"));
  }

  @Test
  void aTokenIsNotActiveForAnotherAudienceIssuerTimeOrKey() {
    String token = token();
    assertThat(introspect(token, "ours")).isEqualTo(active());
    assertThat(introspect(token, "theirs"))
        .isEqualTo(inactive("error validating claims: it has another audience (aud)"));

    server.write(root, "identity/oidc/config", Map.of("issuer", "https://other.example.com"));
    assertThat(introspect(token))
        .isEqualTo(inactive("error validating claims: it has another issuer (iss)"));

    done(server.write(root, ROLE, Map.of("template", "{\"nbf\":{{time.now.plus.1m}}}")));
    assertThat(introspect(token()))
        .isEqualTo(inactive("error validating claims: token is not valid yet (nbf)"));

    done(server.delete(root, ROLE));
    assertThat(introspect(token)).isEqualTo(inactive("unable to validate the token signature"));
  }

  @Test
  void aTokenIsNotActiveOnceItsEntityIsDisabledOrGone() {
    String token = token();

    server.write(root, "identity/entity/id/" + entity, Map.of("disabled", true));
    assertThat(introspect(token)).isEqualTo(inactive("entity is disabled"));
    server.delete(root, "identity/entity/id/" + entity);
    assertThat(introspect(token)).isEqualTo(inactive("entity was not found"));
  }

  private String token() {
    return text(data(server.read(caller, TOKEN)), "token");
  }

  private void refused(String sentence) {
    assertThat(refusal(server.read(caller, TOKEN)).errors()).containsExactly(sentence);
  }

  private Value.Obj introspect(String token) {
    return introspect(token, "");
  }

  private Value.Obj introspect(String token, String audience) {
    return ((Answer.Raw)
            server.write(
                root, "identity/oidc/introspect", Map.of("token", token, "client_id", audience)))
        .body();
  }

  private static Value.Obj active() {
    return Value.Obj.builder().put("active", true).build();
  }

  private static Value.Obj inactive(String error) {
    return Value.Obj.builder().put("active", false).put("error", error).build();
  }

  private List<String> kids() {
    Value.Items keys =
        (Value.Items) ((Answer.Raw) server.read("", KEYS)).body().get("keys").orElseThrow();
    return keys.values().stream().map(key -> text(((Value.Obj) key).members(), "kid")).toList();
  }

  private static String text(Map<String, Value> members, String name) {
    return ((Value.Text) members.get(name)).text();
  }
}
