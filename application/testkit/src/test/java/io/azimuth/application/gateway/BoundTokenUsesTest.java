package io.azimuth.application.gateway;

import static io.azimuth.testkit.RefusedAnswers.denied;
import static io.azimuth.testkit.RefusedAnswers.invalid;
import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.domain.token.role.TokenSettingsBuilder;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.ScriptedMethod;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are bound to a certificate, over connections with it, with another one, without. */
class BoundTokenUsesTest extends GatewayFixture {

  private static final CertificateDigest OWN = CertificateDigest.of(new byte[] {1});
  private static final CertificateDigest OTHER = CertificateDigest.of(new byte[] {2});
  private static final String SELF = "auth/token/lookup-self";
  private static final String NOT_PROVED =
      "permission denied: invalid token: the token is bound to a certificate that this connection"
          + " did not show [binding_not_proved]";
  private static final String MISSING =
      "permission denied: the role binds its tokens to a certificate, and this connection showed"
          + " none [certificate_missing]";
  private static final String ALL =
      "path \"*\" { capabilities = [\"create\", \"read\", \"update\", \"delete\", \"list\"] }";

  BoundTokenUsesTest() {
    done(server.write(root, "sys/policies/acl/all", Map.of("policy", ALL)));
    done(server.write(root, "sys/mounts/kv", Map.of("type", "kv")));
    done(server.write(root, "kv/kept", Map.of("a", "b")));
  }

  private String login(TokenSettingsBuilder settings) {
    method.grant(settings.policies(List.of("all")).build());
    server.show(Optional.of(OWN));
    return clientToken(server.write("", "auth/app/login", Map.of()));
  }

  private static TokenSettingsBuilder binding() {
    return TokenSettings.builder().binding("required");
  }

  private String bound() {
    return login(binding());
  }

  private ApiRequest write(String token, String path, Map<String, ?> body) {
    Value.Obj object = Values.of(body);
    return server.request(Operation.WRITE, token, path, maxBytes -> object);
  }

  private ApiRequest plain(Operation operation, String token, String path) {
    return server.request(operation, token, path, RequestBody.NONE);
  }

  /** One request of each kind; the revocation is the last one. */
  private Map<String, ApiRequest> requests(String token) {
    Map<String, ApiRequest> all = new LinkedHashMap<>();
    all.put("look-up", plain(Operation.READ, token, SELF));
    all.put("renew", write(token, "auth/token/renew-self", Map.of()));
    all.put("read", plain(Operation.READ, token, "kv/kept"));
    all.put("list", plain(Operation.LIST, token, "kv/"));
    all.put("write", write(token, "kv/written", Map.of("a", "b")));
    all.put("delete", plain(Operation.DELETE, token, "kv/written"));
    all.put("cubbyhole", write(token, "cubbyhole/a", Map.of("a", "b")));
    all.put("capabilities", write(token, "sys/capabilities-self", Map.of("paths", "kv/kept")));
    all.put(
        "wrap",
        TestServer.asking(
            write(token, "sys/wrapping/wrap", Map.of("a", "b")),
            new ApiRequest.Directives("", Optional.of("60"))));
    all.put("child", write(token, "auth/token/create", Map.of("policies", "default")));
    all.put("revoke", write(token, "auth/token/revoke-self", Map.of()));
    return all;
  }

  private Map<String, Long> stored() {
    server.store().awaitCommits();
    Map<String, Long> counts = new HashMap<>();
    server.store().keys().forEach(key -> counts.merge(key, 1L, Long::sum));
    return counts;
  }

  @Test
  void noRequestIsMadeWithoutTheCertificateAndNothingIsDone() {
    String token = bound();
    Map<String, Long> before = stored();
    for (Optional<CertificateDigest> shown :
        List.of(Optional.of(OTHER), Optional.<CertificateDigest>empty())) {
      server.show(shown);

      requests(token)
          .forEach(
              (kind, request) ->
                  assertThat(denied(server.answer(request))).as(kind).isEqualTo(NOT_PROVED));
    }

    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void everyRequestIsMadeWithTheCertificate() {
    String token = bound();

    requests(token)
        .forEach(
            (kind, request) ->
                assertThat(server.answer(request)).as(kind).isNotInstanceOf(Answer.Refused.class));

    assertThat(denied(server.read(token, SELF))).doesNotContain("binding_not_proved");
  }

  @Test
  void aRefusedUseIsNotCounted() {
    String token = login(binding().numUses(2));
    server.show(Optional.of(OTHER));
    for (int i = 0; i < 5; i++) {
      assertThat(denied(server.read(token, SELF))).isEqualTo(NOT_PROVED);
    }

    server.show(Optional.of(OWN));
    assertThat(data(server.read(token, SELF))).containsEntry("num_uses", Value.of(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"service", "batch"})
  void whatABoundTokenMakesIsBoundInTheSameWay(String type) {
    done(
        server.write(
            root, "auth/token/roles/orphans", Map.of("orphan", true, "allowed_policies", "all")));
    String token = bound();
    for (String path :
        List.of("auth/token/create", "auth/token/create-orphan", "auth/token/create/orphans")) {
      String made =
          clientToken(
              server.write(token, path, Map.of("policies", "all", "type", type, "ttl", "5m")));

      assertThat(data(server.read(made, SELF)))
          .containsEntry("bound_certificate", Value.of(OWN.text()))
          .containsEntry("type", Value.of(type));
      server.show(Optional.empty());
      assertThat(denied(server.read(made, SELF))).as(path).isEqualTo(NOT_PROVED);
      server.show(Optional.of(OWN));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"service", "batch"})
  void whatAMethodGivesToABoundTokenIsBoundInTheSameWay(String type) {
    TokenSettings unbound =
        TokenSettings.builder().policies(List.of("all")).type(type).binding("off").build();
    method.act(call -> ScriptedMethod.granting(call, unbound));
    String made = clientToken(server.write(bound(), "auth/app/act", Map.of()));

    assertThat(data(server.read(made, SELF)))
        .containsEntry("bound_certificate", Value.of(OWN.text()))
        .containsEntry("type", Value.of(type));
    server.show(Optional.empty());
    assertThat(denied(server.read(made, SELF))).isEqualTo(NOT_PROVED);
  }

  @Test
  void aBatchTokenIsBoundToo() {
    String token = login(binding().type("batch"));

    assertThat(token).startsWith("azb.");
    assertThat(data(server.read(token, "kv/kept"))).containsEntry("a", Value.of("b"));
    server.show(Optional.of(OTHER));
    assertThat(denied(server.read(token, "kv/kept"))).isEqualTo(NOT_PROVED);
  }

  @Test
  void operatorsNeedNoCertificateOfAToken() {
    String token = bound();
    server.show(Optional.empty());

    assertThat(data(server.write(root, "auth/token/lookup", Map.of("token", token))))
        .containsEntry("bound_certificate", Value.of(OWN.text()));
    assertThat(server.write(root, "auth/token/renew", Map.of("token", token)))
        .isInstanceOf(Answer.Envelope.class);
    done(server.write(root, "auth/token/revoke", Map.of("token", token)));

    server.show(Optional.of(OWN));
    assertThat(denied(server.read(token, SELF))).doesNotContain("binding_not_proved");
  }

  @Test
  void aTokenIsExplainedAndRevokedByItsAccessorWithoutItsCertificate() {
    String token = bound();
    Value accessor = data(server.read(token, SELF)).get("accessor");
    server.show(Optional.empty());

    assertThat(data(server.write(root, "auth/token/lookup-accessor", Map.of("accessor", accessor))))
        .containsEntry("bound_certificate", Value.of(OWN.text()));
    assertThat(
            data(
                server.write(
                    root,
                    "sys/internal/explain",
                    Map.of("accessor", accessor, "path", "kv/kept", "operation", "read"))))
        .containsEntry("bound_certificate", Value.of(OWN.text()));
    done(server.write(root, "auth/token/revoke-accessor", Map.of("accessor", accessor)));

    server.show(Optional.of(OWN));
    assertThat(denied(server.read(token, SELF))).doesNotContain("binding_not_proved");
  }

  @Test
  void aWrappingTokenIsHandedOn() {
    String token = bound();
    Answer wrapped = server.answer(requests(token).get("wrap"));
    server.show(Optional.of(OTHER));

    assertThat(
            server.write(
                ((Answer.Wrapped) wrapped).info().token().expose(),
                "sys/wrapping/unwrap",
                Map.of()))
        .isInstanceOf(Answer.Raw.class);
  }

  @Test
  void aLoginIsBoundAsItsRoleSays() {
    method.grant(TokenSettings.builder().binding("required").build());
    assertThat(denied(server.write("", "auth/app/login", Map.of()))).isEqualTo(MISSING);
    method.grant(TokenSettings.builder().binding("if_possible").policies(List.of("all")).build());
    String free = clientToken(server.write("", "auth/app/login", Map.of()));

    assertThat(data(server.read(free, SELF))).doesNotContainKey("bound_certificate");
    assertThat(data(server.read(login(TokenSettings.builder()), SELF)))
        .doesNotContainKey("bound_certificate");
    server.show(Optional.of(OTHER));
    assertThat(server.read(free, SELF)).isInstanceOf(Answer.Envelope.class);
  }

  @Test
  void aTokenRoleBindsToTheCertificateOfWhoMakesTheToken() {
    String role = "auth/token/roles/bound";
    String create = "auth/token/create/bound";
    assertThat(invalid(server.write(root, role, Map.of("bind_token", "yes"))))
        .isEqualTo("'bind_token' must be one of off, if_possible, required");
    done(server.write(root, role, Map.of("bind_token", "required", "allowed_policies", "all")));
    assertThat(data(server.read(root, role))).containsEntry("bind_token", Value.of("required"));

    assertThat(denied(server.write(root, create, Map.of()))).isEqualTo(MISSING);
    server.show(Optional.of(OTHER));
    String made = clientToken(server.write(root, create, Map.of()));
    assertThat(data(server.read(made, SELF)))
        .containsEntry("bound_certificate", Value.of(OTHER.text()));
    server.show(Optional.of(OWN));
    assertThat(denied(server.read(made, SELF))).isEqualTo(NOT_PROVED);
    done(server.write(root, role, Map.of("bind_token", "off")));
    assertThat(data(server.read(root, role))).doesNotContainKey("bind_token");
    assertThat(data(server.read(clientToken(server.write(root, create, Map.of())), SELF)))
        .doesNotContainKey("bound_certificate");
  }

  @Test
  void theAuditLogAndTheMetricsHaveTheRefusal() {
    String token = bound();
    server.enableAudit(root);
    server.show(Optional.of(OTHER));

    assertThat(denied(server.read(token, "kv/kept"))).doesNotContain(OWN.text());

    List<Value.Obj> answers = server.audit().records("response");
    assertThat(answers.get(answers.size() - 1).toString())
        .contains("binding_not_proved", OWN.text(), OTHER.text(), "app-who")
        .doesNotContain(token);
    assertThat(server.metrics().numbers())
        .filteredOn(it -> it.name().equals("azimuth_token_refusals_total") && it.value() > 0)
        .singleElement()
        .satisfies(it -> assertThat(it.value()).isEqualTo(1))
        .satisfies(it -> assertThat(it.labels()).isEqualTo(Map.of("reason", "binding_not_proved")));
  }

  @Test
  void aStolenTokenIsNobodyWhereNoneIsNeeded() {
    String token = bound();
    server.show(Optional.empty());

    Answer seen = server.read(token, "sys/internal/ui/mounts");

    assertThat(seen.toString()).doesNotContain("kv/");
  }
}
