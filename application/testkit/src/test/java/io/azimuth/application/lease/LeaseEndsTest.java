package io.azimuth.application.lease;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.sweep.Sweeper;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How leases end: by their time, with their token or mount, by operators, and in spite of failures.
 */
class LeaseEndsTest extends LeaseFixture {

  @Test
  void theSecretEndsWhenItsTimeIsOverByEveryClock() {
    lease(token(root, Map.of()));
    pass(Duration.ofHours(1).plus(SKEW).minusMillis(1));
    sweep();
    assertThat(engine.accounts()).hasSize(1);

    pass(Duration.ofMillis(1));
    sweep();

    assertNothingLeft();
    assertThat(engine.revoked()).hasSize(1);
    assertThat(engine.revoked().get(0).pending()).isFalse();
  }

  @Test
  void aRenewedLeaseLivesOn() {
    String token = token(root, Map.of());
    String id = lease(token).id();
    pass(Duration.ofMinutes(50));
    server.write(root, "sys/leases/renew", Map.of("lease_id", id, "increment", "2h"));
    pass(Duration.ofMinutes(30));
    sweep();
    assertThat(engine.accounts()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sys/leases/revoke", "sys/revoke"})
  void aRevokedLeaseEndsItsSecret(String path) {
    String token = token(root, Map.of());
    String first = lease(token).id();
    String second = lease(token).id();
    lease(token);

    done(server.write(root, path, Map.of("lease_id", first, "sync", true)));
    done(server.write(root, path + "/" + second, Map.of()));
    done(server.write(root, path, Map.of("lease_id", first)));
    done(server.write(root, path, Map.of("lease_id", "lab/account/web/unknown")));

    assertThat(refusal(server.write(root, "sys/leases/lookup", Map.of("lease_id", first))).errors())
        .containsExactly("invalid lease");
    sweep();
    assertThat(engine.accounts()).hasSize(1);
    assertThat(records()).hasSize(1);
  }

  @Test
  void aPrefixEndsAllLeasesBelowItAndNoOther() {
    String token = token(root, Map.of());
    lease(token);
    server.read(token, "lab/account/db");
    int commits = server.store().commits();

    done(server.write(root, "sys/leases/revoke-prefix/lab/account/web", Map.of("sync", true)));

    assertThat(server.store().commits()).isEqualTo(commits + 1);
    assertThat(listed("sys/leases/lookup/lab/account")).containsExactly("db/");
    sweep();
    assertThat(records()).hasSize(1);
    lease(token);
    sweep();
    assertThat(records()).hasSize(2);
  }

  @Test
  void aLeaseEndsWithItsToken() {
    String parent = token(root, Map.of());
    String child = clientToken(server.write(parent, "auth/token/create", Map.of()));
    lease(child);
    lease(parent);
    lease(root);

    done(server.write(root, "auth/token/revoke", Map.of("token", parent)));
    sweep();

    assertThat(engine.accounts()).hasSize(1);
    assertThat(records()).hasSize(1);
  }

  @Test
  void aLeaseEndsWithTheTimeOfItsTokenAndAlsoWhenItsRecordIsSweptFirst() {
    lease(token(root, Map.of("ttl", "10m")));
    lease(token(root, Map.of("ttl", "10m")));
    pass(Duration.ofMinutes(10).plus(SKEW));
    server.get(Sweeper.class).run();

    sweep();

    assertNothingLeft();
  }

  @Test
  void aLeaseEndsWhenAPrefixOfTokensIsRevoked() {
    lease(token(root, Map.of()));

    done(server.write(root, "sys/leases/revoke-prefix/auth/token/create", Map.of()));
    sweep();

    assertNothingLeft();
  }

  @Test
  void aLeaseOfABatchTokenEndsWithItAndWithItsParent() {
    String parent = token(root, Map.of());
    String batch = token(parent, Map.of("type", "batch", "ttl", "10m"));
    lease(batch);
    sweep();
    assertThat(engine.accounts()).hasSize(1);

    done(server.write(root, "auth/token/revoke", Map.of("token", parent)));
    sweep();
    assertNothingLeft();

    lease(token(root, Map.of("type", "batch", "ttl", "10m")));
    pass(Duration.ofMinutes(10).plus(SKEW));
    sweep();
    assertNothingLeft();
  }

  @Test
  void whatFailsIsTriedAgainAfterPausesThatGrow() {
    String id = lease(token(root, Map.of())).id();
    engine.revokeBy(
        lease ->
            CompletableFuture.failedFuture(
                new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "Graph is away")));
    done(server.write(root, "sys/leases/revoke", Map.of("lease_id", id)));
    sweep();
    sweep();
    assertThat(engine.revoked()).hasSize(1);

    pass(Duration.ofSeconds(10));
    sweep();
    assertThat(engine.revoked()).hasSize(2);
    pass(Duration.ofSeconds(19));
    sweep();
    assertThat(engine.revoked()).hasSize(2);

    Map<String, Value> shown = data(server.read(root, "sys/leases", Map.of("type", "irrevocable")));
    assertThat(shown).containsEntry("lease_count", Value.of(1));
    assertThat(shown.get("leases").toString())
        .contains(id, "IDENTITY_PROVIDER_UNAVAILABLE: Graph is away");
    assertThat(data(server.read(root, "sys/leases/count", Map.of("type", "irrevocable"))))
        .containsEntry("lease_count", Value.of(1));

    engine.revokeBy(engine::remove);
    pass(Duration.ofSeconds(1));
    sweep();
    assertNothingLeft();
  }

  @Test
  void anEngineThatThrowsHoldsUpNoOther() {
    String token = token(root, Map.of());
    for (int i = 0; i < 40; i++) {
      lease(token);
    }
    mount("other");
    server.read(root, "other/account/web");
    engine.revokeBy(
        lease -> {
          if (lease.path().startsWith("lab/")) {
            throw new IllegalStateException("its message may be a secret");
          }
          return engine.remove(lease);
        });
    done(server.write(root, "sys/leases/revoke-prefix/lab", Map.of()));
    done(server.write(root, "sys/leases/revoke-prefix/other", Map.of()));

    sweep();

    assertThat(engine.accounts()).hasSize(40);
    assertThat(engine.revoked()).hasSizeLessThan(40);
    assertThat(data(server.read(root, "sys/leases", Map.of("type", "irrevocable"))).toString())
        .contains("java.lang.IllegalStateException")
        .doesNotContain("its message may be");
  }

  @Test
  void forceForgetsWhatCannotBeEndedAndEndsWhatCan() {
    String token = token(root, Map.of());
    for (int i = 0; i < 40; i++) {
      lease(token);
    }
    engine.revokeBy(
        lease ->
            lease.name().hashCode() % 2 == 0
                ? engine.remove(lease)
                : CompletableFuture.failedFuture(new IllegalStateException()));
    done(server.write(root, "sys/leases/revoke-prefix/lab", Map.of()));
    sweep();
    assertThat(records()).isNotEmpty();

    done(server.write(root, "sys/leases/revoke-force/lab", Map.of()));
    sweep();

    assertThat(records()).isEmpty();
    lease(token);
    sweep();
    assertThat(records()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lab/account/web", "lab/account", "lab"})
  void whatIsForcedStaysSoWhenAPrefixIsRevokedLater(String prefix) {
    lease(token(root, Map.of()));
    engine.revokeBy(lease -> CompletableFuture.failedFuture(new IllegalStateException()));

    done(server.write(root, "sys/leases/revoke-force/lab/account/web", Map.of()));
    done(server.write(root, "sys/leases/revoke-prefix/" + prefix, Map.of()));
    sweep();

    assertThat(records()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"revoke", "revoke-prefix", "revoke-force"})
  void theIdOfALeaseThatIsRevokedIsNoPrefix(String first) {
    String id = lease(token(root, Map.of())).id();
    done(server.write(root, "sys/leases/" + first + "/" + id, Map.of()));

    done(server.write(root, "sys/leases/revoke-prefix/" + id, Map.of()));
    done(server.write(root, "sys/leases/revoke-force/" + id, Map.of()));

    assertThat(marks()).isEmpty();
    sweep();
    assertNothingLeft();
  }

  @Test
  void operatorsReadTheSentenceOfARefusalInALaterStage() {
    String id = lease(token(root, Map.of())).id();
    engine.revokeBy(
        lease ->
            CompletableFuture.failedFuture(RefusedException.invalid("the vault is shut"))
                .thenRun(() -> {}));
    done(server.write(root, "sys/leases/revoke", Map.of("lease_id", id)));

    sweep();

    assertThat(data(server.read(root, "sys/leases", Map.of("type", "irrevocable"))).toString())
        .contains("the vault is shut");
  }

  @Test
  void forceForgetsOneLease() {
    String token = token(root, Map.of());
    String id = lease(token).id();
    lease(token);
    engine.revokeBy(lease -> CompletableFuture.failedFuture(new IllegalStateException()));
    done(server.write(root, "sys/leases/revoke", Map.of("lease_id", id)));
    sweep();

    done(server.write(root, "sys/leases/revoke-force/" + id, Map.of()));
    sweep();

    assertThat(records()).hasSize(1).noneMatch(key -> key.endsWith(id));
  }

  @Test
  void aDisabledMountKeepsItsRecordsUntilItsLeasesAreGone() {
    engine.act(
        call -> {
          call.storage().put("config", Value.Obj.EMPTY);
          return new Answer.Empty();
        });
    done(server.read(root, "lab/act"));
    lease(token(root, Map.of()));
    engine.revokeBy(lease -> CompletableFuture.failedFuture(new IllegalStateException()));

    done(server.delete(root, "sys/mounts/lab"));
    assertThat(listed("sys/leases/lookup/lab")).isEmpty();
    sweep();
    server.get(Sweeper.class).run();
    assertThat(configs()).hasSize(1);

    engine.revokeBy(engine::remove);
    pass(Duration.ofSeconds(10));
    sweep();
    assertNothingLeft();
    sweep();
    server.get(Sweeper.class).run();
    assertThat(configs()).isEmpty();
    assertThat(server.store().keys()).noneMatch(key -> key.startsWith("ended-mount/"));
  }

  private List<String> configs() {
    return server.store().keys().stream()
        .filter(key -> key.startsWith("data/") && key.endsWith("/config"))
        .toList();
  }

  @Test
  void theLeasesOfADisabledMountCanBeForced() {
    lease(token(root, Map.of()));
    engine.revokeBy(lease -> CompletableFuture.failedFuture(new IllegalStateException()));
    done(server.delete(root, "sys/mounts/lab"));
    sweep();
    assertThat(records()).hasSize(1);

    done(server.write(root, "sys/leases/revoke-force/lab", Map.of()));
    sweep();

    assertThat(records()).isEmpty();
  }

  @Test
  void aMoveOfTheMountEndsItsLeases() {
    lease(token(root, Map.of()));

    server.write(root, "sys/remount", Map.of("from", "lab", "to", "moved"));
    sweep();

    assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONFLICT", "UNKNOWN"})
  void anEndThatIsNotNotedIsAskedForAgain(String outcome) {
    String id = lease(token(root, Map.of())).id();
    done(server.write(root, "sys/leases/revoke", Map.of("lease_id", id)));
    server.store().endCommitsWith(CommitOutcome.valueOf(outcome));

    sweep();
    assertThat(records()).hasSize(1);
    sweep();

    assertNothingLeft();
    assertThat(engine.revoked()).hasSize(2);
  }

  @Test
  void whatNoAuditDeviceRecordsIsTakenBack() {
    String token = token(root, Map.of());
    server.enableAudit(root);
    server.audit().failOnType("response");

    assertThat(account(token)).isInstanceOf(Answer.Refused.class);
    server.audit().failOn(taken -> false);
    assertThat(engine.accounts()).hasSize(1);
    sweep();

    assertNothingLeft();
  }
}
