package io.azimuth.application.system.leases;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.sweep.Sweeper;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.ScriptedMethod;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking up, listing, renewing and revoking leases. */
class LeaseRoutesTest {

  private final ScriptedMethod method = new ScriptedMethod();
  private final TestServer server = new TestServer(method);
  private final String root = server.initialize();

  @BeforeEach
  void mount() {
    done(server.write(root, "sys/auth/app", Map.of("type", "scripted")));
    done(server.write(root, "sys/auth/application", Map.of("type", "scripted")));
  }

  @Test
  void aLeaseIsLookedUp() {
    String token = login("app");
    server.clock().advance(Duration.ofSeconds(10));

    assertThat(data(server.write(root, "sys/leases/lookup", Map.of("lease_id", lease(token)))))
        .isEqualTo(
            Map.of(
                "id",
                Value.of(lease(token)),
                "issue_time",
                Value.of("2026-11-25T12:00:00Z"),
                "expire_time",
                Value.of("2026-12-27T12:00:00Z"),
                "last_renewal",
                Value.NULL,
                "renewable",
                Value.of(true),
                "ttl",
                Value.of(2_764_790)));
  }

  @Test
  void otherIdsAreNoLease() {
    assertInvalid(server.write(root, "sys/leases/lookup", Map.of()), "lease_id must be specified");
    String hash = lease(login("app")).replace("auth/app/login/", "");
    for (String id : List.of("x", "auth/app/login/hx", "auth/other/login/" + hash, hash)) {
      assertInvalid(
          server.write(root, "sys/leases/lookup", Map.of("lease_id", id)), "invalid lease");
    }
    assertInvalid(
        server.write(
            root, "sys/leases/lookup", Map.of("lease_id", "auth/token/root/" + rootHash())),
        "invalid lease");
  }

  @Test
  void leasesAreListedLikeFolders() {
    String token = login("app");
    login("application");

    assertThat(keys("sys/leases/lookup")).containsExactly("auth/");
    assertThat(keys("sys/leases/lookup/auth")).containsExactly("app/", "application/");
    assertThat(keys("sys/leases/lookup/auth/app/login"))
        .containsExactly(lease(token).replace("auth/app/login/", ""));
    assertThat(server.list(root, "sys/leases/lookup/auth/none"))
        .isInstanceOf(Answer.NotFound.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sys/leases/renew", "sys/renew"})
  void tokensAreNotRenewedByTheirLease(String path) {
    String id = lease(login("app"));

    assertInvalid(
        server.write(root, path, Map.of("lease_id", id, "increment", 60)),
        "tokens cannot be renewed through this endpoint");
    assertInvalid(
        server.write(root, path + "/" + id, Map.of()),
        "tokens cannot be renewed through this endpoint");
    assertInvalid(server.write(root, path, Map.of("lease_id", "a/b")), "lease not found");
    assertInvalid(server.write(root, path, Map.of()), "lease_id must be specified");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sys/leases/revoke", "sys/revoke"})
  void aRevokedLeaseEndsItsToken(String path) {
    String first = login("app");
    String second = login("app");

    done(server.write(root, path, Map.of("lease_id", lease(first), "sync", true)));
    done(server.write(root, path + "/" + lease(second), Map.of()));

    assertBadToken(first);
    assertBadToken(second);
    assertThat(server.list(root, "sys/leases/lookup/auth/app/login"))
        .isInstanceOf(Answer.NotFound.class);
    done(server.write(root, path, Map.of("lease_id", lease(first), "sync", true)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sys/leases/revoke-prefix", "sys/revoke-prefix"})
  void aPrefixEndsEverythingIssuedBelowItAndNothingElse(String path) {
    String service = login("app");
    String child = clientToken(create(service, Map.of()));
    method.grant(TokenSettings.builder().type("batch").build());
    String batch = login("app");
    String other = login("application");

    done(server.write(root, path + "/auth/app", Map.of("sync", true)));

    assertBadToken(service);
    assertBadToken(child);
    assertBadToken(batch);
    assertAlive(other);
    assertAlive(root);
    assertAlive(login("app"));
    int before = server.store().tokenCount();
    server.get(Sweeper.class).run();
    assertThat(server.store().tokenCount()).isEqualTo(before - 2);
  }

  @Test
  void aPrefixOfTokensSparesWhatNeverEnds() {
    String created = clientToken(create(root, Map.of("policies", "default")));
    String login = login("app");

    done(server.write(root, "sys/leases/revoke-prefix/auth/token/create", Map.of()));

    assertBadToken(created);
    assertAlive(login);
    assertAlive(root);
  }

  @Test
  void oneLeaseMayBeThePrefix() {
    String one = login("app");
    String other = login("app");

    done(server.write(root, "sys/leases/revoke-force/" + lease(one), Map.of()));

    assertBadToken(one);
    assertAlive(other);
  }

  @Test
  void forceEndsAPrefixToo() {
    String token = login("app");

    done(server.write(root, "sys/leases/revoke-force/auth", Map.of()));

    assertBadToken(token);
    assertAlive(login("app"));
    String again = login("app");
    done(server.write(root, "sys/revoke-force/auth/app/login", Map.of()));
    assertBadToken(again);
  }

  @Test
  void marksDoNotPileUp() {
    for (int i = 0; i < 5; i++) {
      done(server.write(root, "sys/leases/revoke-force/auth/app/login", Map.of()));
      done(server.write(root, "sys/leases/revoke-force/auth/nowhere/" + i, Map.of()));
      done(server.write(root, "sys/leases/revoke-force/secret/x", Map.of()));
    }
    assertThat(marks()).containsExactly("revoked/auth/app/login/");

    done(server.write(root, "sys/leases/revoke-force/auth/app", Map.of()));
    assertThat(marks()).containsExactly("revoked/auth/app/");
  }

  @Test
  void markedPrefixesAreOfBoundedNumber() {
    server
        .store()
        .change(
            work -> {
              for (int i = 1; i < 1_000; i++) {
                work.revocations()
                    .put(new io.azimuth.domain.token.RevokedPrefix("auth/app/x" + i + "/", i));
              }
              work.beginEpoch();
            });
    done(server.write(root, "sys/leases/revoke-force/auth/app/x1000", Map.of()));

    assertInvalid(
        server.write(root, "sys/leases/revoke-prefix/auth/app/y", Map.of()),
        "1000 prefixes are marked as revoked: revoke a shorter one, which takes their place"
            + " (with revoke-force, also that of forced ones)");
    done(server.write(root, "sys/leases/revoke-force/auth/app/x7", Map.of()));
    done(server.write(root, "sys/leases/revoke-force/auth/app", Map.of()));
    assertThat(marks()).contains("revoked/auth/app/").hasSizeLessThan(200);
    done(server.write(root, "sys/leases/revoke-force/auth/app", Map.of()));
    assertThat(marks()).containsExactly("revoked/auth/app/");
  }

  @Test
  void prefixesAndListsNeedSudo() {
    done(
        server.write(
            root,
            "sys/policies/acl/leases",
            Map.of(
                "policy", "path \"sys/*\" { capabilities = [\"update\", \"list\", \"read\"] }")));
    String plain = clientToken(create(root, Map.of("policies", "leases")));

    for (String path :
        List.of(
            "sys/leases/revoke-prefix/auth/app",
            "sys/revoke-prefix/auth/app",
            "sys/leases/revoke-force/auth/app",
            "sys/revoke-force/auth/app")) {
      assertThat(refusal(server.write(plain, path, Map.of())).category())
          .as(path)
          .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    }
    assertThat(refusal(server.list(plain, "sys/leases/lookup/auth")).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(server.write(plain, "sys/leases/tidy", Map.of()))
        .isInstanceOf(Answer.Accepted.class);
  }

  @Test
  void noLeaseIsIrrevocable() {
    assertThat(data(count("irrevocable")))
        .isEqualTo(Map.of("lease_count", Value.of(0), "counts", Value.Obj.EMPTY));
    assertInvalid(count("other"), "invalid type: only irrevocable is known");
  }

  private Answer count(String type) {
    var asked =
        server.request(Operation.READ, root, "sys/leases/count", maxBytes -> Value.Obj.EMPTY);
    return server.answer(
        new io.azimuth.spi.api.ApiRequest(
            asked.id(),
            asked.operation(),
            asked.path(),
            asked.token(),
            asked.client(),
            Values.of(Map.of("type", type)),
            asked.body(),
            asked.directives()));
  }

  private List<String> marks() {
    return server.store().keys().stream().filter(key -> key.startsWith("revoked/")).toList();
  }

  private List<String> keys(String path) {
    return ((Value.Items) data(server.list(root, path)).get("keys"))
        .values().stream().map(value -> ((Value.Text) value).text()).toList();
  }

  private String lease(String token) {
    return "auth/app/login/h" + server.get(Barrier.class).hash(SecretText.of(token)).hex();
  }

  private String rootHash() {
    return "h" + server.get(Barrier.class).hash(SecretText.of(root)).hex();
  }

  private String login(String mount) {
    return clientToken(server.write("", "auth/" + mount + "/login", Map.of()));
  }

  private Answer create(String parent, Map<String, ?> body) {
    done(
        server.write(
            root,
            "sys/policies/acl/default",
            Map.of("policy", "path \"auth/token/*\" { capabilities = [\"read\", \"update\"] }")));
    return server.write(parent, "auth/token/create", body);
  }

  private void assertAlive(String token) {
    assertThat(data(server.read(token, "auth/token/lookup-self"))).isNotEmpty();
  }

  private void assertBadToken(String token) {
    assertThat(refusal(server.read(token, "auth/token/lookup-self")).errors())
        .containsExactly("2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n");
  }

  private static void assertInvalid(Answer answer, String error) {
    assertThat(refusal(answer).errors()).containsExactly(error);
    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
  }
}
