package io.azimuth.application.gateway;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.api.WrapInfo;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How much a caller may have wrapped. */
class WrapLimitsTest extends GatewayFixture {

  private static final String WRAP = "sys/wrapping/wrap";
  private static final String MAY_WRAP =
      "path \"sys/wrapping/*\" { capabilities = [\"update\"%s] }";
  private static final Map<String, ?> LARGE = Map.of("a", "x".repeat(1_000_000));
  private static final int ROOM = 68; // of these in 64 MiB, the last one exceeding it

  @Test
  void aCallerHasSixtyFourMebibytesWrappedAndNoMore() {
    String caller = tokenWith(MAY_WRAP.formatted(""));
    fill(caller);

    Refusal refusal = refusal(wrap(caller, LARGE));

    assertThat(refusal.category()).isEqualTo(ErrorCategory.RATE_LIMITED);
    assertThat(refusal.errors())
        .containsExactly(
            "too many of your wrapped answers are kept (10,000, or 64 MiB): wait until some have"
                + " ended, or use a shorter X-Vault-Wrap-TTL");
    assertThat(keptAnswers()).isEqualTo(ROOM);
    wrapped(wrap(tokenWith(MAY_WRAP.formatted("")), LARGE)); // another one's
    wrapped(server.answer(wrapping("", "auth/app/login", Map.of())));
  }

  @Test
  void whatIsTooLargeToBeKeptIsRefused() {
    Refusal refusal = refusal(wrap(root, Map.of("a", "x".repeat(1 << 20))));

    assertThat(refusal.category()).isEqualTo(ErrorCategory.TOO_LARGE);
    assertThat(keptAnswers()).isZero();
  }

  @Test
  void withoutATokenOnlyLoginsAreWrapped() {
    Refusal refusal =
        refusal(server.answer(wrapping(Operation.READ, "", "sys/internal/ui/mounts", Map.of())));

    assertThat(refusal.category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
    assertThat(refusal.errors())
        .containsExactly("X-Vault-Wrap-TTL needs a token: without one only logins are wrapped");
    assertThat(keptAnswers()).isZero();
    wrapped(server.answer(wrapping(Operation.READ, root, "sys/internal/ui/mounts", Map.of())));
  }

  @Test
  @Tag("slow")
  void aRewrappedAnswerCountsAnew() {
    String caller = tokenWith(MAY_WRAP.formatted(""));
    String first = wrapped(wrap(caller, LARGE)).token().expose();
    for (int n = 2; n < ROOM; n++) {
      wrapped(wrap(caller, LARGE));
    }

    String second = wrapped(rewrap(caller, first)).token().expose();

    assertThat(refusal(rewrap(caller, second)).category()).isEqualTo(ErrorCategory.RATE_LIMITED);
    wrapped(rewrap(root, second));
  }

  @Test
  @Tag("slow")
  void thereIsRoomAgainWhenWhatWasWrappedHasEnded() {
    String caller = tokenWith(MAY_WRAP.formatted(""));
    fill(caller);

    server.clock().advance(Duration.ofMinutes(15).minusSeconds(1)); // 5 and until it is swept
    assertThat(refusal(wrap(caller, LARGE)).category()).isEqualTo(ErrorCategory.RATE_LIMITED);
    server.clock().advance(Duration.ofMinutes(4));

    wrapped(wrap(caller, LARGE));
  }

  @Test
  @Tag("slow")
  void allTokensOfAnEntityHaveItTogether() {
    fill(clientToken(server.write("", "auth/app/login", Map.of())));
    String second = clientToken(server.write("", "auth/app/login", Map.of()));

    assertThat(refusal(wrap(second, LARGE)).category()).isEqualTo(ErrorCategory.RATE_LIMITED);
  }

  @Test
  @Tag("slow")
  void whoeverHasSudoIsNotLimited() {
    for (String caller : new String[] {root, tokenWith(MAY_WRAP.formatted(", \"sudo\""))}) {
      fill(caller);
      wrapped(wrap(caller, LARGE));
    }
  }

  @Test
  @Tag("slow")
  void aRepeatedAttemptCountsOnce() {
    String caller = tokenWith(MAY_WRAP.formatted(""));
    TokenHash hash = server.get(Barrier.class).hash(SecretText.of(caller));
    for (int n = 0; n < ROOM; n++) {
      server
          .store()
          .beforeNextCommit(
              () ->
                  server
                      .store()
                      .change(
                          work -> work.tokens().put(hash, work.tokens().find(hash).orElseThrow())));
      wrapped(wrap(caller, LARGE));
    }

    assertThat(keptAnswers()).isEqualTo(ROOM);
  }

  @Test
  @Tag("slow")
  void aRefusedHandlerHasDoneNothing() {
    String caller =
        tokenWith(
            MAY_WRAP.formatted("") + "\npath \"auth/app/act\" { capabilities = [\"update\"] }");
    fill(caller);
    int calls = method.calls().size();

    refusal(server.answer(wrapping(caller, "auth/app/act", Map.of())));

    assertThat(method.calls()).hasSize(calls);
  }

  private void fill(String caller) {
    for (int n = 0; n < ROOM; n++) {
      wrapped(wrap(caller, LARGE));
    }
  }

  private Answer wrap(String token, Map<String, ?> body) {
    return server.answer(wrapping(token, WRAP, body));
  }

  private Answer rewrap(String token, String wrappingToken) {
    return server.write(token, "sys/wrapping/rewrap", Map.of("token", wrappingToken));
  }

  private ApiRequest wrapping(String token, String path, Map<String, ?> body) {
    return wrapping(Operation.WRITE, token, path, body);
  }

  private ApiRequest wrapping(Operation operation, String token, String path, Map<String, ?> body) {
    Value.Obj object = Values.of(body);
    ApiRequest plain = server.request(operation, token, path, maxBytes -> object);
    return TestServer.asking(plain, new ApiRequest.Directives("", Optional.of("5m")));
  }

  private static WrapInfo wrapped(Answer answer) {
    if (answer instanceof Answer.Wrapped wrapped) {
      return wrapped.info();
    }
    throw new AssertionError("not wrapped but " + answer);
  }

  private long keptAnswers() {
    return server.store().keys().stream().filter(key -> key.startsWith("wrapped/")).count();
  }
}
