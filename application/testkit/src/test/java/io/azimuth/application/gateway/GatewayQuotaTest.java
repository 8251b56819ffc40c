package io.azimuth.application.gateway;

import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.api.RateLimitNotice;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.testkit.TestServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayQuotaTest extends GatewayFixture {

  private static final String QUOTA = "sys/quotas/rate-limit/";

  private void quota(String name, Map<String, ?> fields) {
    TestServer.done(server.write(root, QUOTA + name, fields));
  }

  private Answer logIn(String role) {
    return server.write("", "auth/app/login", Map.of("role", role));
  }

  private static void refused(Answer answer, String path, Duration retryAfter) {
    Refusal refusal = refusal(answer);
    assertThat(refusal.category()).isEqualTo(ErrorCategory.RATE_LIMITED);
    assertThat(refusal.errors())
        .containsExactly("request path \"" + path + "\": rate limit quota exceeded");
    assertThat(refusal.retryAfter()).hasValue(retryAfter);
  }

  @Test
  void holdsFromTheNextRequestOnForEachClient() {
    quota("app", Map.of("path", "auth/app/", "rate", 1, "interval", "10s"));

    assertThat(logIn("web")).isInstanceOf(Answer.Envelope.class);
    refused(logIn("web"), "auth/app/login", Duration.ofSeconds(10));
    server.comeFrom("192.0.2.8");
    assertThat(logIn("web")).isInstanceOf(Answer.Envelope.class);
    server.clock().advance(Duration.ofSeconds(10));
    assertThat(logIn("web")).isInstanceOf(Answer.Envelope.class);
    assertThat(server.read(root, "sys/auth")).isInstanceOf(Answer.Envelope.class);
  }

  @Test
  void refusesBeforeTokenAndBodyAreLookedAt() {
    quota("app", Map.of("path", "auth/app", "rate", 1));
    server.read(root, "auth/app/act");
    RequestBody unread =
        limit -> {
          throw new AssertionError("the body was read");
        };

    Answer answer =
        server.answer(server.request(Operation.WRITE, "azs.forged", "auth/app/act", unread));

    refused(answer, "auth/app/act", Duration.ofSeconds(1));
    assertThat(method.calls()).hasSize(1);
  }

  @Test
  void oneRequestCountsOnceHoweverManyAttemptsItTakes() {
    quota("app", Map.of("path", "auth/app", "rate", 2));
    method.act(
        call -> {
          call.storage().put("x", Value.Obj.EMPTY);
          return new Answer.Empty();
        });
    server.store().endCommitsWith(CommitOutcome.CONFLICT, CommitOutcome.CONFLICT);

    TestServer.done(server.write(root, "auth/app/act", Map.of()));
    TestServer.done(server.write(root, "auth/app/act", Map.of()));
    assertThat(method.calls()).hasSize(4);
    refused(server.write(root, "auth/app/act", Map.of()), "auth/app/act", Duration.ofMillis(500));
  }

  // CVE-2025-6004, CVE-2025-6015: counters under a name that has several spellings.
  @Test
  void anotherSpellingGivesNoSecondAllowance() {
    quota("thing", Map.of("path", "auth/app/thing/one", "rate", 1));
    quota("things", Map.of("path", "auth/app/thing/*", "rate", 5));

    server.read(root, "auth/app/thing/one/");
    refused(server.read(root, "auth/app/thing/one"), "auth/app/thing/one", Duration.ofSeconds(1));
    TestServer.done(server.read(root, "auth/app/thing/two"));
  }

  @Test
  void aRoleHasItsQuotaBesidesHoweverItIsSpelt() {
    quota("web", Map.of("path", "auth/app", "role", "Web", "rate", 1));

    assertThat(logIn("WEB")).isInstanceOf(Answer.Envelope.class);
    refused(logIn("web"), "auth/app/login", Duration.ofSeconds(1));
    assertThat(logIn("db")).isInstanceOf(Answer.Envelope.class);
    assertThat(logIn("no role")).isInstanceOf(Answer.Envelope.class);
    assertThat(method.calls()).hasSize(3);

    quota("app", Map.of("path", "auth/app", "rate", 1));
    server.clock().advance(Duration.ofSeconds(5));
    assertThat(logIn("db")).isInstanceOf(Answer.Envelope.class);
    refused(logIn("web"), "auth/app/login", Duration.ofSeconds(1));
  }

  @Test
  void whoStormsUnderARoleIsBlockedForTheIntervalAndOtherRolesAreNot() {
    quota("web", Map.of("path", "auth/app", "role", "web", "rate", 1, "block_interval", "1m"));

    assertThat(logIn("web")).isInstanceOf(Answer.Envelope.class);
    refused(logIn("Web"), "auth/app/login", Duration.ofMinutes(1));
    assertThat(logIn("db")).isInstanceOf(Answer.Envelope.class);
    server.clock().advance(Duration.ofMillis(59_999));
    refused(logIn("web"), "auth/app/login", Duration.ofMillis(1));
    server.clock().advance(Duration.ofMillis(1));
    assertThat(logIn("web")).isInstanceOf(Answer.Envelope.class);
  }

  @Test
  void exemptPathsAreNeverRefused() {
    quota("all", Map.of("rate", 1, "interval", "1h"));

    for (int i = 0; i < 3; i++) {
      assertThat(server.read("", "sys/health")).isInstanceOf(Answer.Raw.class);
      assertThat(server.read("", "sys/seal-status")).isInstanceOf(Answer.Raw.class);
      assertThat(server.read("", "sys/generate-root/attempt")).isInstanceOf(Answer.Raw.class);
    }
    server.read(root, "sys/auth");
    assertThat(refusal(server.read(root, "sys/auth")).category())
        .isEqualTo(ErrorCategory.RATE_LIMITED);
  }

  @Test
  void refusalsAreRecordedOnlyWhereThatIsEnabled() {
    quota("app", Map.of("path", "auth/app", "rate", 1, "interval", "1h"));
    logIn("web");
    server.enableAudit(root);

    logIn("web");
    assertThat(server.audit().records()).isEmpty();

    server.write(root, "sys/quotas/config", Map.of("enable_rate_limit_audit_logging", true));
    server.audit().clear();
    logIn("web");
    assertThat(server.audit().records("request")).hasSize(1);
    assertThat(server.audit().records("response").get(0).members().get("error"))
        .isEqualTo(Value.of("request path \"auth/app/login\": rate limit quota exceeded"));
  }

  @Test
  void aTokenOfAnyFormInTheRefusedPathIsHidden() {
    String path = "auth/token/revoke/my-own-token";
    quota("tokens", Map.of("path", "auth/token", "rate", 1, "interval", "1h"));
    server.write(root, "sys/quotas/config", Map.of("enable_rate_limit_audit_logging", true));
    server.enableAudit(root);
    server.write(root, path, Map.of());
    server.audit().clear();

    refused(server.write(root, path, Map.of()), path, Duration.ofHours(1));

    assertThat(server.audit().records()).hasSize(2);
    assertThat(server.audit().records().toString())
        .contains("\"auth/token/revoke/hmac-sha256:")
        .doesNotContain("my-own-token");
  }

  @Test
  void answersSayWhatIsLeftWhereThatIsEnabled() {
    quota("app", Map.of("path", "auth/app", "rate", 2, "interval", "10s"));
    assertThat(response().rateLimit()).isEmpty();
    server.write(root, "sys/quotas/config", Map.of("enable_rate_limit_response_headers", true));

    assertThat(response().rateLimit()).hasValue(new RateLimitNotice(2, 0, Duration.ofSeconds(10)));
    assertThat(response().rateLimit()).hasValue(new RateLimitNotice(2, 0, Duration.ofSeconds(5)));
  }

  private ApiResponse response() {
    return server
        .send(server.request(Operation.READ, root, "auth/app/act", RequestBody.NONE))
        .toCompletableFuture()
        .join();
  }

  @Test
  void refusalsAreCountedByQuota() {
    quota("app", Map.of("path", "auth/app", "rate", 1, "interval", "1h"));
    logIn("web");
    logIn("web");
    logIn("web");

    assertThat(server.metrics().numbers())
        .filteredOn(it -> it.name().equals("vault_quota_rate_limit_violation"))
        .singleElement()
        .satisfies(it -> assertThat(it.value()).isEqualTo(2))
        .extracting(Measurement::labels)
        .isEqualTo(Map.of("name", "app"));
  }
}
