package io.azimuth.application.lease;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.EnvelopeBody;
import io.azimuth.application.usage.UsageCounter;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.IssuedLease;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.lease.LeaseGrant;
import io.azimuth.spi.lease.LeaseTerms;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.testkit.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issuing, finding and renewing leases of what a secrets engine gave out. */
class SecretLeasesTest extends LeaseFixture {

  @Test
  void anAnswerCarriesTheLeaseOfWhatWasMade() {
    Answer answer = account(token(root, Map.of()));

    IssuedLease lease = envelope(answer).lease().orElseThrow();
    assertThat(lease.id()).matches("lab/account/web/[0-9A-Za-z]{24}");
    assertThat(lease.duration()).isEqualTo(Duration.ofHours(1));
    assertThat(lease.renewable()).isTrue();
    String name = lease.id().substring("lab/account/web/".length());
    assertThat(engine.accounts()).containsExactly(name);
    assertThat(data(answer)).containsEntry("password", Value.of("password of " + name));
    assertThat(records()).containsExactly("lease/" + lease.id());
  }

  @Test
  void theEnvelopeHasTheMembersThatClientsRead() {
    String token = token(root, Map.of());
    var response =
        server
            .send(server.request(Operation.READ, token, "lab/account/web", RequestBody.NONE))
            .toCompletableFuture()
            .join();
    Value.Obj body = EnvelopeBody.of(response, envelope(response.answer()));

    IssuedLease lease = envelope(response.answer()).lease().orElseThrow();
    assertThat(body.members())
        .containsEntry("lease_id", Value.of(lease.id()))
        .containsEntry("lease_duration", Value.of(3_600))
        .containsEntry("renewable", Value.of(true));
  }

  @Test
  void aLeaseThatMakesNothingElsewhereTakesOneCommit() {
    engine.act(
        call ->
            Answer.leased(
                Value.Obj.EMPTY,
                call.issueLease(
                    new LeaseGrant(Duration.ofMinutes(2), Duration.ZERO, false, Map.of()))));
    String token = token(root, Map.of());
    int before = server.store().commits();

    IssuedLease lease = envelope(server.read(token, "lab/act")).lease().orElseThrow();

    assertThat(server.store().commits()).isEqualTo(before + 1);
    assertThat(lease.duration()).isEqualTo(Duration.ofMinutes(2));
    assertThat(lease.renewable()).isFalse();
  }

  @Test
  void theMountLimitsTheLifetimeAndTheAnswerSaysSo() {
    done(
        server.write(
            root,
            "sys/mounts/lab/tune",
            Map.of("default_lease_ttl", "5m", "max_lease_ttl", "10m")));
    String token = token(root, Map.of());

    Answer.Envelope answer = envelope(account(token));

    assertThat(answer.lease().orElseThrow().duration()).isEqualTo(Duration.ofMinutes(10));
    assertThat(answer.warnings()).anyMatch(it -> it.contains("capped"));
    engine.grant(new LeaseGrant(Duration.ZERO, Duration.ZERO, true, Map.of()));
    assertThat(lease(token).duration()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void nobodyHasALeaseWithoutAToken() {
    assertThat(refusal(server.read("", "lab/open")).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertNothingLeft();
  }

  @Test
  void theLastUseOfATokenGetsNoLease() {
    String token = token(root, Map.of("num_uses", 2));
    lease(token);

    assertThat(refusal(account(token)).errors().get(0)).contains("last use");
    assertThat(engine.accounts()).hasSize(1);
  }

  @Test
  void aLeaseOfABatchTokenIsNotLongerThanTheToken() {
    String batch = token(root, Map.of("type", "batch", "ttl", "90s"));

    assertThat(lease(batch).duration()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void aLeaseIsLookedUpAndListed() {
    IssuedLease lease = lease(token(root, Map.of()));
    pass(Duration.ofSeconds(10));

    assertThat(data(server.write(root, "sys/leases/lookup", Map.of("lease_id", lease.id()))))
        .isEqualTo(
            Map.of(
                "id", Value.of(lease.id()),
                "issue_time", Value.of("2026-11-25T12:00:00Z"),
                "expire_time", Value.of("2026-11-25T13:00:00Z"),
                "last_renewal", Value.NULL,
                "renewable", Value.of(true),
                "ttl", Value.of(3_590)));
    assertThat(listed("sys/leases/lookup")).contains("lab/");
    assertThat(listed("sys/leases/lookup/lab/account")).containsExactly("web/");
    assertThat(listed("sys/leases/lookup/lab/account/web"))
        .containsExactly(lease.id().substring("lab/account/web/".length()));
  }

  @Test
  void aLeaseThatIsOverIsNoLease() {
    IssuedLease lease = lease(token(root, Map.of()));
    pass(Duration.ofHours(1));

    for (String path : List.of("sys/leases/lookup", "sys/leases/renew")) {
      assertThat(refusal(server.write(root, path, Map.of("lease_id", lease.id()))).category())
          .isEqualTo(ErrorCategory.INVALID_REQUEST);
    }
    assertThat(listed("sys/leases/lookup/lab")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sys/leases/renew", "sys/renew"})
  void aRenewalLastsFromNowOnAsLongAsItAsks(String path) {
    String id = lease(token(root, Map.of())).id();
    pass(Duration.ofMinutes(30));

    Answer.Envelope renewed =
        envelope(server.write(root, path, Map.of("lease_id", id, "increment", 600)));
    IssuedLease shown = renewed.lease().orElseThrow();
    assertThat(shown).isEqualTo(new IssuedLease(id, Duration.ofMinutes(10), true));
    assertThat(renewed.data()).isEmpty();
    assertThat(data(server.write(root, "sys/leases/lookup", Map.of("lease_id", id))))
        .containsEntry("last_renewal", Value.of("2026-11-25T12:30:00Z"))
        .containsEntry("ttl", Value.of(600));
    envelope(server.write(root, path + "/" + id, Map.of()));
  }

  @Test
  void noRenewalGoesBeyondTheMaximum() {
    engine.renewBy(lease -> Awaited.of(new LeaseTerms(Duration.ofHours(3), Duration.ofHours(4))));
    String id = lease(token(root, Map.of())).id();
    pass(Duration.ofMinutes(59));
    assertThat(renewed(id).duration()).isEqualTo(Duration.ofHours(3));
    pass(Duration.ofHours(2));

    assertThat(renewed(id).duration()).isEqualTo(Duration.ofMinutes(61));
    assertThat(envelope(renew(id)).warnings()).anyMatch(it -> it.contains("capped"));
    pass(Duration.ofMinutes(61));
    assertThat(refusal(renew(id)).errors()).containsExactly("lease not found");
  }

  private Answer renew(String id) {
    return server.write(root, "sys/leases/renew", Map.of("lease_id", id));
  }

  private IssuedLease renewed(String id) {
    return envelope(renew(id)).lease().orElseThrow();
  }

  @Test
  void theEngineMayRefuseARenewalAndMayAskElsewhereFirst() {
    String id = lease(token(root, Map.of())).id();
    engine.renewBy(
        lease -> {
          throw RefusedException.invalid("the role is gone");
        });
    assertThat(refusal(renew(id)).errors()).containsExactly("the role is gone");

    CompletableFuture<LeaseTerms> asked = new CompletableFuture<>();
    engine.renewBy(
        lease ->
            Awaited.of(
                asked,
                Deadline.of(Duration.ofMinutes(1)),
                ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE));
    var answer =
        server.send(
            server.request(
                Operation.WRITE, root, "sys/leases/renew/" + id, bytes -> Value.Obj.EMPTY));
    asked.complete(new LeaseTerms(Duration.ofMinutes(7), Duration.ZERO));
    assertThat(envelope(answer.toCompletableFuture().join().answer()).lease().orElseThrow())
        .isEqualTo(new IssuedLease(id, Duration.ofMinutes(7), true));
  }

  @Test
  void whatIsNotRenewableStaysSo() {
    engine.grant(new LeaseGrant(Duration.ofHours(1), Duration.ZERO, false, Map.of()));

    assertThat(refusal(renew(lease(token(root, Map.of())).id())).errors())
        .containsExactly("lease is not renewable");
  }

  @Test
  void theTokenThatHasALeaseMayRenewIt() {
    String token = token(root, Map.of());
    String id = lease(token).id();

    envelope(server.write(token, "sys/leases/renew", Map.of("lease_id", id)));
    assertThat(refusal(server.write(token, "sys/leases/revoke", Map.of("lease_id", id))).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
  }

  @Test
  void aWrappedAnswerKeepsItsLease() {
    String token = token(root, Map.of());
    ApiRequest plain = server.request(Operation.READ, token, "lab/account/web", RequestBody.NONE);
    Answer wrapped =
        server.answer(TestServer.asking(plain, new ApiRequest.Directives("", Optional.of("60s"))));

    assertThat(wrapped).isInstanceOf(Answer.Wrapped.class);
    String opener = ((Answer.Wrapped) wrapped).info().token().expose();
    assertThat(server.write(opener, "sys/wrapping/unwrap", Map.of()).toString())
        .contains(records().get(0).substring("lease/".length()));
  }

  @Test
  void leasesAreCountedWithThoseOfTokens() {
    lease(token(root, Map.of()));

    var counts = server.get(UsageCounter.class).read(Deadline.of(Duration.ofMinutes(1)));
    server.runBackground();

    assertThat(counts.join().leases()).isEqualTo(2);
    assertThat(counts.join().breakdown().leasesByMount())
        .isEqualTo(Map.of("lab/", 1L, "auth/token/", 1L));
  }

  @Test
  void aLeaseWhoseSecretCannotBeEndedIsCountedApart() {
    String token = token(root, Map.of());
    String id = lease(token).id();
    lease(token);
    engine.revokeBy(lease -> CompletableFuture.failedFuture(new IllegalStateException()));
    done(server.write(root, "sys/leases/revoke", Map.of("lease_id", id)));
    sweep();

    var counts = server.get(UsageCounter.class).read(Deadline.of(Duration.ofMinutes(1)));
    server.runBackground();

    assertThat(counts.join().failingLeases()).isEqualTo(1);
    assertThat(counts.join().breakdown().leasesByMount()).containsEntry("lab/", 1L);
  }

  @Test
  void aChildOfTheTokenHasLeasesOfItsOwn() {
    String parent = token(root, Map.of());
    String child = clientToken(server.write(parent, "auth/token/create", Map.of()));

    assertThat(lease(child).id()).isNotEqualTo(lease(parent).id());
    assertThat(engine.accounts()).hasSize(2);
  }
}
