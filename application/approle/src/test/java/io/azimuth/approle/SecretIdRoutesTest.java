package io.azimuth.approle;

import static io.azimuth.approle.AppRoleMount.refused;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.approle.AppRoleMount.SecretIdReceipt;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.time.ClockSkew;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.api.WrapInfo;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secret ids: made, listed, looked up, destroyed, cleaned up. */
class SecretIdRoutesTest {

  private final AppRoleMount mount = new AppRoleMount();

  private Answer lookUp(String role, String secretId) {
    return mount.write(role + "/secret-id/lookup", Map.of("secret_id", secretId));
  }

  private List<Value> accessors(String role, Map<String, ?> query) {
    Map<String, Value> data =
        data(mount.server().list(mount.root(), "auth/app/role/" + role + "/secret-id", query));
    return ((Value.Items) data.get("keys")).values();
  }

  @Test
  void itSaysWhatItIsGoodFor() {
    mount.role("web", Map.of("secret_id_num_uses", 5, "secret_id_ttl", "1h"));

    Map<String, Value> made =
        data(
            mount.write(
                "web/secret-id",
                Map.of("metadata", "{\"team\":\"a\"}", "num_uses", 2, "cidr_list", "10.0.0.0/8")));

    assertThat(made)
        .containsOnlyKeys("secret_id", "secret_id_accessor", "secret_id_ttl", "secret_id_num_uses")
        .containsEntry("secret_id_ttl", Value.of(3_600))
        .containsEntry("secret_id_num_uses", Value.of(2));
    Map<String, Value> expected =
        Values.of(
                Map.of(
                    "secret_id_accessor",
                    made.get("secret_id_accessor"),
                    "secret_id_num_uses",
                    2,
                    "secret_id_ttl",
                    3_600,
                    "creation_time",
                    "2026-11-25T12:00:00Z",
                    "expiration_time",
                    "2026-11-25T13:00:00Z",
                    "last_updated_time",
                    "2026-11-25T12:00:00Z",
                    "metadata",
                    Map.of("team", "a"),
                    "cidr_list",
                    List.of("10.0.0.0/8"),
                    "token_bound_cidrs",
                    List.of()))
            .members();
    assertThat(data(lookUp("web", AppRoleMount.text(made, "secret_id")))).isEqualTo(expected);
    assertThat(
            data(
                mount.write(
                    "web/secret-id-accessor/lookup",
                    Map.of("secret_id_accessor", made.get("secret_id_accessor")))))
        .isEqualTo(expected);
  }

  @Test
  void withoutAnEndItSaysWhatVaultSays() {
    mount.role("web", Map.of());

    assertThat(data(lookUp("web", mount.secretId("web", Map.of()).itself())))
        .containsEntry("expiration_time", Value.of("0001-01-01T00:00:00Z"))
        .containsEntry("metadata", Value.Obj.EMPTY);
  }

  @Test
  void theStoreHoldsNoSecretId() {
    String roleId = mount.role("web", Map.of());
    String custom = "only-one-of-its-kind";
    SecretIdReceipt made = mount.secretId("web", Map.of());
    data(mount.write("web/custom-secret-id", Map.of("secret_id", custom)));

    assertThat(mount.paths())
        .isNotEmpty()
        .noneMatch(path -> path.contains(made.itself()) || path.contains(custom))
        .noneMatch(path -> path.contains(roleId))
        .allSatisfy(
            path ->
                assertThat(mount.storage().get(path).orElseThrow().toString())
                    .doesNotContain(made.itself(), custom));
  }

  @Test
  void anotherRoleDoesNotKnowIt() {
    mount.role("web", Map.of());
    mount.role("api", Map.of());
    SecretIdReceipt made = mount.secretId("web", Map.of());

    done(lookUp("api", made.itself()));
    done(mount.write("api/secret-id/destroy", Map.of("secret_id", made.itself())));
    assertThat(
            refusal(
                    mount.write(
                        "api/secret-id-accessor/destroy",
                        Map.of("secret_id_accessor", made.accessor())))
                .category())
        .isEqualTo(ErrorCategory.NOT_FOUND);

    assertThat(data(lookUp("web", made.itself()))).isNotEmpty();
  }

  @Test
  void accessorsAreListedInParts() {
    mount.role("web", Map.of());
    assertThat(mount.server().list(mount.root(), "auth/app/role/web/secret-id"))
        .isInstanceOf(Answer.NotFound.class);
    List<Value> made =
        IntStream.range(0, 3)
            .mapToObj(i -> Value.of(mount.secretId("web", Map.of()).accessor()))
            .toList();

    assertThat(accessors("web", Map.of())).isEqualTo(made);
    assertThat(accessors("web", Map.of("limit", 2))).isEqualTo(made.subList(0, 2));
    assertThat(accessors("web", Map.of("after", made.get(1)))).isEqualTo(made.subList(2, 3));
  }

  @Test
  void destroyedByItselfOrItsAccessorItLeavesNothing() {
    mount.role("web", Map.of("secret_id_ttl", "1h"));
    int before = mount.paths().size();
    SecretIdReceipt one = mount.secretId("web", Map.of());
    SecretIdReceipt two = mount.secretId("web", Map.of());
    assertThat(mount.paths()).hasSize(before + 6);

    done(mount.write("web/secret-id/destroy", Map.of("secret_id", one.itself())));
    done(
        mount.write(
            "web/secret-id-accessor/destroy", Map.of("secret_id_accessor", two.accessor())));

    assertThat(mount.paths()).hasSize(before);
    done(lookUp("web", one.itself()));
    done(mount.write("web/secret-id/destroy", Map.of("secret_id", one.itself())));
    assertThat(
            refusal(
                    mount.write(
                        "web/secret-id-accessor/lookup",
                        Map.of("secret_id_accessor", two.accessor())))
                .errors())
        .containsExactly(
            "failed to find accessor entry for secret_id_accessor: \"" + two.accessor() + "\"");
  }

  @Test
  void aCustomOneIsTakenOnce() {
    String roleId = mount.role("web", Map.of());

    assertThat(data(mount.write("web/custom-secret-id", Map.of("secret_id", "mine"))))
        .containsEntry("secret_id", Value.of("mine"));
    refused(
        mount.write("web/custom-secret-id", Map.of("secret_id", "mine")),
        "failed to store secret_id: SecretID is already registered");
    refused(mount.write("web/custom-secret-id", Map.of()), "missing secret_id");
    refused(
        mount.write("web/custom-secret-id", Map.of("secret_id", "x".repeat(4_097))),
        "secret_id is longer than 4096 characters");
    assertThat(mount.logIn(roleId, "mine")).isInstanceOf(Answer.Envelope.class);
  }

  @Test
  void requestsAreCheckedAgainstTheRole() {
    mount.role("web", Map.of("secret_id_num_uses", 5, "secret_id_ttl", "1h"));

    refused(
        mount.write("web/secret-id", Map.of("num_uses", 6)),
        "num_uses cannot be higher than the role's secret_id_num_uses");
    refused(
        mount.write("web/secret-id", Map.of("ttl", "2h")),
        "ttl cannot be longer than the role's secret_id_ttl");
    refused(
        mount.server().list(mount.root(), "auth/app/role/nobody/secret-id"),
        "role \"nobody\" does not exist");
    assertThat(refusal(mount.write("nobody/secret-id", Map.of())).category())
        .isEqualTo(ErrorCategory.NOT_FOUND);
  }

  @ParameterizedTest
  @CsvSource({
    "secret-id/lookup, secret_id",
    "secret-id/destroy, secret_id",
    "secret-id-accessor/lookup, secret_id_accessor",
    "secret-id-accessor/destroy, secret_id_accessor"
  })
  void theSecretIdOfARoleThatIsGoneIsNotFound(String path, String field) {
    mount.role("web", Map.of());

    Refusal refused = refusal(mount.write("nobody/" + path, Map.of(field, "any")));

    assertThat(refused.category()).isEqualTo(ErrorCategory.NOT_FOUND);
    assertThat(refused.errors()).containsExactly("role \"nobody\" does not exist");
  }

  @Test
  void itComesWrappedWhereThatIsAsked() {
    String roleId = mount.role("web", Map.of());
    TestServer server = mount.server();
    ApiRequest plain =
        server.request(
            Operation.WRITE, mount.root(), "auth/app/role/web/secret-id", max -> Value.Obj.EMPTY);

    Answer answer =
        server.answer(TestServer.asking(plain, new ApiRequest.Directives("", Optional.of("5m"))));

    WrapInfo info = ((Answer.Wrapped) answer).info();
    String wrapping = info.token().expose();
    Answer.Raw opened = (Answer.Raw) server.write(wrapping, "sys/wrapping/unwrap", Map.of());
    Value.Obj data = (Value.Obj) opened.body().get("data").orElseThrow();
    assertThat(data.get("secret_id_accessor")).isEqualTo(info.wrappedAccessor().map(Value::of));
    assertThat(mount.logIn(roleId, AppRoleMount.text(data.members(), "secret_id")))
        .isInstanceOf(Answer.Envelope.class);
  }

  @Test
  void whatIsOverIsCleanedUpInTheBackground() {
    mount.role("web", Map.of("secret_id_ttl", "1h"));
    int before = mount.paths().size();
    SecretIdReceipt made = mount.secretId("web", Map.of());
    mount.server().clock().advance(Duration.ofHours(1).plus(ClockSkew.ALLOWED).minusSeconds(11));
    mount.maintain();
    assertThat(mount.paths()).hasSize(before + 3);

    mount.server().clock().advance(Duration.ofSeconds(11));
    done(lookUp("web", made.itself()));
    mount.maintain();

    assertThat(mount.paths()).hasSize(before);
  }

  @Test
  void tidyCleansUpAtOnce() {
    mount.role("web", Map.of("secret_id_ttl", "1h"));
    int before = mount.paths().size();
    mount.secretId("web", Map.of());
    mount.server().clock().advance(Duration.ofHours(1).plus(ClockSkew.ALLOWED));

    Answer answer = mount.server().write(mount.root(), "auth/app/tidy/secret-id", Map.of());

    assertThat(((Answer.Accepted) answer).warnings().get(0))
        .startsWith("Tidy operation successfully started.");
    assertThat(mount.paths()).hasSize(before);
  }

  @Test
  void aRoleThatIsWrittenAgainHasNoneOfItsOldOnes() {
    String roleId = mount.role("web", Map.of("role_id", "fixed"));
    int before = mount.paths().size();
    List<SecretIdReceipt> made =
        IntStream.range(0, 3).mapToObj(i -> mount.secretId("web", Map.of())).toList();

    done(mount.server().delete(mount.root(), "auth/app/role/web"));
    mount.role("web", Map.of("role_id", "fixed"));

    refused(mount.logIn(roleId, made.get(0).itself()), "invalid role or secret ID");
    assertThat(mount.server().list(mount.root(), "auth/app/role/web/secret-id"))
        .isInstanceOf(Answer.NotFound.class);
    mount.maintain();
    mount.maintain();
    assertThat(mount.paths()).hasSize(before);
  }
}
