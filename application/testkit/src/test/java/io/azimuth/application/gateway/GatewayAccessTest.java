package io.azimuth.application.gateway;

import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Call;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayAccessTest extends GatewayFixture {

  private static final String DENIED = "1 error occurred:\n\t* permission denied\n\n";
  private static final String BAD_TOKEN =
      "2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n";

  @Test
  void withoutATokenMountsRoutesAndNothingAtAllLookAlike() {
    for (String path : List.of("auth/app/act", "auth/app/nothing", "auth/none/x", "sys/audit")) {
      assertRefused(server.read("", path), ErrorCategory.PERMISSION_DENIED, DENIED);
    }
  }

  @Test
  void withoutRightsMountsRoutesAndNothingAtAllLookAlike() {
    String weak = tokenWith("path \"elsewhere\" { capabilities = [\"read\"] }");

    for (String path : List.of("auth/app/act", "auth/app/nothing", "auth/none/x", "sys/audit")) {
      assertRefused(server.read(weak, path), ErrorCategory.PERMISSION_DENIED, DENIED);
      assertRefused(server.delete(weak, path), ErrorCategory.PERMISSION_DENIED, DENIED);
      assertRefused(server.write(weak, path, Map.of()), ErrorCategory.PERMISSION_DENIED, DENIED);
    }
  }

  @Test
  void withoutRightsBodyLimitsDoNotTellWhichRoutesExist() {
    String weak = tokenWith("path \"elsewhere\" { capabilities = [\"read\"] }");
    RequestBody large =
        limit -> {
          throw new RefusedException(ErrorCategory.TOO_LARGE, "more than " + limit.bytes());
        };

    for (String path : List.of("auth/app/act", "auth/none/x")) {
      assertRefused(
          server.answer(server.request(Operation.WRITE, weak, path, large)),
          ErrorCategory.PERMISSION_DENIED,
          DENIED);
    }
    assertRefused(
        server.answer(server.request(Operation.WRITE, root, "auth/app/act", large)),
        ErrorCategory.TOO_LARGE,
        "more than 2097152");
  }

  @Test
  void whoMayAskLearnsWhatIsMissing() {
    assertRefused(
        server.read(root, "auth/none/x"),
        ErrorCategory.NOT_FOUND,
        "no handler for route \"auth/none/x\". route entry not found.");
    assertRefused(
        server.read(root, "auth/app/nothing"), ErrorCategory.NOT_FOUND, "unsupported path");
    assertRefused(
        server.delete(root, "auth/app/act"),
        ErrorCategory.UNSUPPORTED_OPERATION,
        "unsupported operation");
  }

  @Test
  void aForgottenAuthPrefixIsHinted() {
    assertRefused(
        server.write(root, "app/act", Map.of()),
        ErrorCategory.NOT_FOUND,
        "no handler for route \"app/act\". route entry not found.; did you mean auth/app/act?");
  }

  @Test
  @DisplayName("GHSA-4qhc-v8r6-8vwm: no body is read before the token is known")
  void noBodyIsReadBeforeTheTokenIsKnown() {
    AtomicInteger reads = new AtomicInteger();
    RequestBody counting =
        limit -> {
          reads.incrementAndGet();
          return Value.Obj.EMPTY;
        };

    server.answer(server.request(Operation.WRITE, "", "auth/app/act", counting));
    server.answer(server.request(Operation.WRITE, "azs.forged", "auth/app/act", counting));
    assertThat(reads).hasValue(0);
    server.answer(server.request(Operation.WRITE, root, "auth/app/act", counting));
    assertThat(reads).hasValue(1);
  }

  @Test
  void anUnknownAnExpiredAndARevokedTokenAreAlikeInvalid() {
    String expired = tokenWith("path \"*\" { capabilities = [\"read\"] }");
    server.clock().advance(java.time.Duration.ofHours(1));
    String revoked = tokenWith("path \"*\" { capabilities = [\"read\"] }");
    TestServer.done(server.write(root, "auth/token/revoke", Map.of("token", revoked)));

    for (String bad : List.of("azs.unknown", expired, revoked, "x".repeat(2_000))) {
      assertRefused(server.read(bad, "auth/app/act"), ErrorCategory.PERMISSION_DENIED, BAD_TOKEN);
    }
  }

  @Test
  void aStaleTokenDoesNoHarmToALogin() {
    Answer answer =
        server.answer(
            server.request(Operation.WRITE, "azs.stale", "auth/app/login", RequestBody.NONE));

    assertThat(TestServer.clientToken(answer)).startsWith("azs.");
  }

  @Test
  @DisplayName("CVE-2026-4525: a method never sees a caller's token")
  void aMethodNeverSeesACallersToken() {
    server.write(root, "auth/app/act", Map.of("a", "b"));
    server.answer(server.request(Operation.WRITE, root, "auth/app/login", RequestBody.NONE));

    assertThat(method.calls()).hasSize(2);
    for (Call call : method.calls()) {
      assertThat(call.request().token()).isEmpty();
      assertThat(call.caller().map(Object::toString).orElse("")).doesNotContain(root);
    }
  }

  @Test
  @DisplayName("CVE-2026-3605: a slash at the end does not pass a deny")
  void aSlashAtTheEndDoesNotPassADeny() {
    String token =
        tokenWith(
            """
            path "auth/app/thing/*" { capabilities = ["read", "update", "create", "delete"] }
            path "auth/app/thing/mine" { capabilities = ["deny"] }
            """);

    for (String path : List.of("auth/app/thing/mine", "auth/app/thing/mine/")) {
      assertRefused(server.delete(token, path), ErrorCategory.PERMISSION_DENIED, DENIED);
      assertRefused(server.read(token, path), ErrorCategory.PERMISSION_DENIED, DENIED);
      assertRefused(server.write(token, path, Map.of()), ErrorCategory.PERMISSION_DENIED, DENIED);
    }
    TestServer.done(server.delete(token, "auth/app/thing/yours/"));
    assertThat(method.calls()).hasSize(1);
    assertThat(method.calls().get(0).request().path()).isEqualTo("auth/app/thing/yours");
  }

  @Test
  @DisplayName("Vault 2.2.2: another case does not pass a deny")
  void anotherCaseDoesNotPassADeny() {
    String token =
        tokenWith(
            """
            path "auth/app/thing/*" { capabilities = ["delete"] }
            path "auth/app/thing/mine" { capabilities = ["deny"] }
            """);

    assertRefused(
        server.delete(token, "auth/app/thing/MINE"), ErrorCategory.PERMISSION_DENIED, DENIED);
  }

  @Test
  void creatingAndUpdatingAreDifferentRights() {
    String creator = tokenWith("path \"auth/app/thing/*\" { capabilities = [\"create\"] }");
    method.act(
        call -> {
          call.storage().put(call.fields().captured("name"), Value.Obj.EMPTY);
          return new Answer.Empty();
        });

    TestServer.done(server.write(creator, "auth/app/thing/new", Map.of()));
    assertRefused(
        server.write(creator, "auth/app/thing/new", Map.of()),
        ErrorCategory.PERMISSION_DENIED,
        DENIED);
  }

  @Test
  void whatTheAccessCheckSawMustStillHoldWhenItIsWritten() {
    String creator = tokenWith("path \"auth/app/thing/*\" { capabilities = [\"create\"] }");
    method.act(
        call -> {
          call.storage().put(call.fields().captured("name"), Values.of(Map.of("by", "caller")));
          return new Answer.Empty();
        });
    String uuid = mountUuid();
    server
        .store()
        .beforeNextCommit(
            () -> server.store().change(w -> w.storage(uuid).put("new", Value.Obj.EMPTY)));

    assertRefused(
        server.write(creator, "auth/app/thing/new", Map.of()),
        ErrorCategory.PERMISSION_DENIED,
        DENIED);
    assertThat(server.store().begin().storage(uuid).get("new")).contains(Value.Obj.EMPTY);
  }

  @Test
  void sudoRoutesNeedSudoBesideTheOperation() {
    String plain = tokenWith("path \"sys/auth/*\" { capabilities = [\"update\", \"delete\"] }");
    assertRefused(server.delete(plain, "sys/auth/app"), ErrorCategory.PERMISSION_DENIED, DENIED);

    String sudo = tokenWith("path \"sys/auth/*\" { capabilities = [\"delete\", \"sudo\"] }");
    TestServer.done(server.delete(sudo, "sys/auth/app"));
  }

  @Test
  void aTokenBoundToAddressesIsRefusedElsewhere() {
    server.comeFrom("10.1.2.3");
    method.grant(
        io.azimuth.domain.token.role.TokenSettings.builder()
            .boundCidrs(List.of("10.0.0.0/8"))
            .build());
    String bound = TestServer.clientToken(server.write("", "auth/app/login", Map.of()));
    assertThat(server.read(bound, "auth/token/lookup-self")).isInstanceOf(Answer.Envelope.class);

    server.comeFrom("192.0.2.1");
    assertRefused(
        server.read(bound, "auth/token/lookup-self"), ErrorCategory.PERMISSION_DENIED, DENIED);
  }

  @Test
  void aWishToWrapForNoTimeIsNone() {
    assertThat(server.answer(withWrapTtl("0"))).isInstanceOf(Answer.Envelope.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a while", "-1", "-1m", "1.5", "10000000000000000000"})
  void aWishToWrapThatCannotBeReadIsRefusedWithoutRepeatingIt(String wish) {
    assertRefused(
        server.answer(withWrapTtl(wish)),
        ErrorCategory.INVALID_REQUEST,
        "error parsing X-Vault-Wrap-TTL header: a duration is expected");
  }

  @Test
  void aRuleThatDemandsWrappingIsHeldAgainstTheWish() {
    String token =
        tokenWith(
            """
            path "auth/app/act" {
              capabilities     = ["read"]
              min_wrapping_ttl = 60
              max_wrapping_ttl = 90
            }
            """);

    method.act(call -> Answer.data(Value.Obj.EMPTY));

    for (String outside : List.of("", "0", "59", "91")) {
      assertRefused(
          server.answer(readWithWrapTtl(token, outside)), ErrorCategory.PERMISSION_DENIED, DENIED);
    }
    for (String within : List.of("60", "1m30s")) {
      assertThat(server.answer(readWithWrapTtl(token, within))).isInstanceOf(Answer.Wrapped.class);
    }
  }

  @Test
  void parameterRulesAreHeldAgainstTheBodyAndTheQuery() {
    String token =
        tokenWith(
            """
            path "auth/app/act" {
              capabilities        = ["read", "update"]
              required_parameters = ["name"]
              allowed_parameters  = { name = ["a*"], other = [] }
              denied_parameters   = { other = ["no"] }
            }
            """);

    TestServer.done(server.write(token, "auth/app/act", Map.of("name", "abc")));
    TestServer.done(server.write(token, "auth/app/act", Map.of("NAME", "abc", "other", 1)));
    for (Map<String, ?> body :
        List.<Map<String, ?>>of(
            Map.of(),
            Map.of("other", "x"),
            Map.of("name", "b"),
            Map.of("name", "a", "other", "no"),
            Map.of("name", "a", "third", ""))) {
      assertRefused(
          server.write(token, "auth/app/act", body), ErrorCategory.PERMISSION_DENIED, DENIED);
    }
    assertRefused(server.read(token, "auth/app/act"), ErrorCategory.PERMISSION_DENIED, DENIED);
  }

  @Test
  void rulesForAParameterHoldUnderBothItsNames() {
    String token =
        tokenWith(
            """
            path "auth/token/roles/new" {
              capabilities      = ["create", "update"]
              denied_parameters = { token_period = [] }
            }
            path "auth/token/roles/old" {
              capabilities      = ["create", "update"]
              denied_parameters = { period = [] }
            }
            path "auth/token/roles/only" {
              capabilities        = ["create", "update"]
              allowed_parameters  = { period = ["1h"] }
              required_parameters = ["period"]
            }
            """);

    for (String role : List.of("new", "old")) {
      for (String name : List.of("period", "token_period")) {
        assertRefused(
            server.write(token, "auth/token/roles/" + role, Map.of(name, "1h")),
            ErrorCategory.PERMISSION_DENIED,
            DENIED);
      }
      TestServer.done(server.write(token, "auth/token/roles/" + role, Map.of("orphan", true)));
    }
    for (String name : List.of("period", "token_period")) {
      TestServer.done(server.write(token, "auth/token/roles/only", Map.of(name, "1h")));
      assertRefused(
          server.write(token, "auth/token/roles/only", Map.of(name, "2h")),
          ErrorCategory.PERMISSION_DENIED,
          DENIED);
    }
  }

  @Test
  void aTemplatedPathIsEachCallersOwn() {
    server.write(
        root,
        "sys/policies/acl/own",
        Map.of(
            "policy",
            "path \"auth/app/thing/{{identity.entity.id}}\" { capabilities = [\"read\"] }"));
    method.grant(TokenSettings.builder().policies(List.of("own")).build());
    Auth login =
        TestServer.envelope(server.write("", "auth/app/login", Map.of())).auth().orElseThrow();
    String token = login.clientToken().expose();

    TestServer.done(server.read(token, "auth/app/thing/" + login.entityId()));
    assertRefused(
        server.read(token, "auth/app/thing/other"), ErrorCategory.PERMISSION_DENIED, DENIED);
    String withoutEntity =
        TestServer.clientToken(server.write(root, "auth/token/create", Map.of("policies", "own")));
    assertRefused(
        server.read(withoutEntity, "auth/app/thing/" + login.entityId()),
        ErrorCategory.PERMISSION_DENIED,
        DENIED);
  }

  @Test
  void policyChangesHoldFromTheNextRequestOn() {
    String token = tokenWith("path \"auth/app/act\" { capabilities = [\"read\"] }");
    TestServer.done(server.read(token, "auth/app/act"));

    server.write(
        root, "sys/policies/acl/of-test", Map.of("policy", "path \"x\" { capabilities=[] }"));

    assertRefused(server.read(token, "auth/app/act"), ErrorCategory.PERMISSION_DENIED, DENIED);
    server.write(
        root,
        "sys/policies/acl/of-test",
        Map.of("policy", "path \"auth/app/act\" { capabilities = [\"read\"] }"));
    TestServer.done(server.read(token, "auth/app/act"));
    TestServer.done(server.delete(root, "sys/policies/acl/of-test"));
    assertRefused(server.read(token, "auth/app/act"), ErrorCategory.PERMISSION_DENIED, DENIED);
  }

  private ApiRequest withWrapTtl(String ttl) {
    return wrapped(server.request(Operation.WRITE, "", "auth/app/login", RequestBody.NONE), ttl);
  }

  private ApiRequest readWithWrapTtl(String token, String ttl) {
    return wrapped(server.request(Operation.READ, token, "auth/app/act", RequestBody.NONE), ttl);
  }

  private static ApiRequest wrapped(ApiRequest plain, String ttl) {
    return TestServer.asking(plain, new ApiRequest.Directives("", Optional.of(ttl)));
  }

  private String mountUuid() {
    return server.store().begin().mounts().all().stream()
        .filter(mount -> mount.type().equals("scripted"))
        .findFirst()
        .orElseThrow()
        .uuid();
  }

  private static void assertRefused(Answer answer, ErrorCategory category, String... errors) {
    assertThat(refusal(answer).errors()).containsExactly(errors);
    assertThat(refusal(answer).category()).isEqualTo(category);
  }
}
