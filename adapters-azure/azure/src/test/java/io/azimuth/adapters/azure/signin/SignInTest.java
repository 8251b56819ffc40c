package io.azimuth.adapters.azure.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.azimuth.adapters.azure.call.FakeAzure;
import io.azimuth.adapters.azure.pipeline.Lab;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.DirectoryAccess.CallLog;
import io.azimuth.azure.port.DirectoryAccess.Retries;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.id.ResourceId;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sign-in of the server itself, and the error code of each failure. */
@Timeout(120)
class SignInTest {

  private static final ResourceId MACHINE = Lab.machine("web-1");
  private static final String FOUND = "{\"id\":\"" + MACHINE + "\"}";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Lab lab;

  @BeforeEach
  void open() throws IOException, GeneralSecurityException {
    lab = new Lab();
    lab.azure.on(MACHINE, 200, FOUND);
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    lab.close();
  }

  @Test
  void asksForATokenOfResourceManagerAndSendsItThere() {
    lab.find(MACHINE);

    assertThat(lab.azure.tokenCalls())
        .singleElement()
        .extracting(FakeAzure.Call::body)
        .asString()
        .contains("grant_type=client_credentials")
        .contains("client_secret=" + Lab.SECRET)
        .contains("https%3A%2F%2F127.0.0.1%3A" + lab.azure.address().getPort() + "%2F%2F.default");
    assertThat(lab.azure.armCalls())
        .extracting(FakeAzure.Call::authorization)
        .containsExactly(Optional.of("Bearer bearer-1"));
  }

  @Test
  @DisplayName("CVE-2025-11621: only equal accesses share a token")
  void equalAccessesShareATokenAndOthersDoNot() {
    lab.find(MACHINE);
    lab.find(MACHINE);
    assertThat(lab.azure.tokenCalls()).hasSize(1);
    assertThat(lab.counted.of("sign_in", "ok")).isEqualTo(1);

    lab.directory.find(Lab.access(2, Lab.QUICK, CallLog.NONE), MACHINE, Lab.LONG);

    assertThat(lab.azure.tokenCalls()).hasSize(2);
    assertThat(lab.counted.of("sign_in", "ok")).isEqualTo(2);
  }

  @Test
  @DisplayName("CVE-2025-11621: the credential of an older configuration goes")
  void aNewerConfigurationDropsTheOlder() {
    lab.sessions.arm(Lab.access(1, Lab.QUICK, CallLog.NONE));
    lab.sessions.arm(Lab.access(2, Lab.QUICK, CallLog.NONE));

    assertThat(lab.sessions.size()).isEqualTo(1);
  }

  @Test
  void aTokenThatIsRefusedBeforeItsTimeIsReplaced() {
    lab.azure.on(MACHINE, this::refuseTheFirstToken);

    assertThat(lab.find(MACHINE)).isInstanceOf(DirectoryAnswer.Found.class);
    assertThat(lab.find(MACHINE)).isInstanceOf(DirectoryAnswer.Found.class);

    assertThat(lab.azure.tokenCalls()).hasSize(2);
    assertThat(lab.azure.tokenCalls())
        .extracting(FakeAzure.Call::body)
        .noneMatch(body -> body.contains("anew"));
    assertThat(lab.azure.armCalls())
        .extracting(call -> call.authorization().orElseThrow())
        .containsExactly("Bearer bearer-1", "Bearer bearer-2", "Bearer bearer-2");
  }

  @Test
  void tokensThatAreAllRefusedAreNotReplacedEachTime() {
    lab.azure.on(MACHINE, SignInTest::refuse);

    assertThat(lab.find(MACHINE)).isInstanceOf(DirectoryAnswer.Forbidden.class);
    assertThat(lab.find(MACHINE)).isInstanceOf(DirectoryAnswer.Forbidden.class);

    assertThat(lab.azure.tokenCalls()).hasSize(2);
    assertThat(lab.azure.armCalls()).hasSize(3);
  }

  private void refuseTheFirstToken(HttpExchange exchange) throws IOException {
    if (exchange.getRequestHeaders().getFirst("Authorization").equals("Bearer bearer-1")) {
      refuse(exchange);
    } else {
      FakeAzure.reply(exchange, 200, "{\"id\":\"" + MACHINE + "\"}");
    }
  }

  private static void refuse(HttpExchange exchange) throws IOException {
    exchange
        .getResponseHeaders()
        .set("WWW-Authenticate", "Bearer realm=\"\", error=\"invalid_token\"");
    FakeAzure.reply(exchange, 401, "{\"error\":{\"code\":\"ExpiredAuthenticationToken\"}}");
  }

  @Test
  void sixteenColdQuestionsSignInOnce() throws Exception {
    CyclicBarrier start = new CyclicBarrier(16);
    List<Future<DirectoryAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      answers.add(
          threads.submit(
              () -> {
                start.await();
                return lab.find(MACHINE);
              }));
    }

    for (Future<DirectoryAnswer> answer : answers) {
      assertThat(answer.get()).isInstanceOf(DirectoryAnswer.Found.class);
    }
    assertThat(lab.azure.tokenCalls()).hasSize(1);
  }

  @Test
  void theEndOfOneQuestionDoesNotEndTheSignInThatOthersWaitFor() throws Exception {
    // Load the classes first. Otherwise the short deadline would expire before the sign-in.
    lab.directory.find(Lab.access(1, Lab.QUICK, CallLog.BASIC), MACHINE, Lab.LONG);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    lab.azure.on(
        FakeAzure.TOKEN,
        exchange -> {
          asked.countDown();
          await(release);
          FakeAzure.reply(exchange, 200, lab.azure.token());
        });
    Future<DirectoryAnswer> brief =
        threads.submit(() -> lab.directory.find(Lab.access(), MACHINE, Duration.ofSeconds(2)));
    await(asked);
    Future<DirectoryAnswer> patient = threads.submit(() -> lab.find(MACHINE));

    assertThat(brief.get()).isInstanceOf(DirectoryAnswer.Down.class);
    release.countDown();
    assertThat(patient.get()).isInstanceOf(DirectoryAnswer.Found.class);
    assertThat(lab.azure.tokenCalls()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "401, invalid_client, 7000215, forbidden",
    "401, invalid_client, 7000222, forbidden",
    "400, unauthorized_client, 700016, failed"
  })
  void aRefusedSecretIsTriedOnceAndNamedByItsCode(
      int status, String error, String code, String counted) {
    refuse(status, error, code);

    assertThat(lab.find(MACHINE))
        .isEqualTo(
            DirectoryAnswer.Down.signInRefused(
                "signing in failed: " + error + " AADSTS" + code + ", status " + status));
    assertThat(lab.azure.tokenCalls()).hasSize(1);
    assertThat(lab.azure.armCalls()).isEmpty();
    assertThat(lab.counted.of("sign_in", counted)).isEqualTo(1);
  }

  @Test
  void aBusyAuthorityIsTriedAgainButNotTwiceOver() {
    refuse(503, "temporarily_unavailable", "50196");

    assertThat(lab.find(MACHINE)).isInstanceOf(DirectoryAnswer.Down.class);
    assertThat(lab.azure.tokenCalls()).hasSize(3);
  }

  @Test
  void aDeadAuthorityIsTriedAgainButNotTwiceOver() {
    lab.azure.on(FakeAzure.TOKEN, exchange -> exchange.close());

    assertThat(lab.find(MACHINE))
        .isEqualTo(DirectoryAnswer.Down.signIn("signing in failed: the connection broke"));
    assertThat(lab.azure.tokenCalls()).hasSize(3);
    assertThat(lab.counted.of("sign_in", "unavailable")).isEqualTo(1);
  }

  @Test
  void aThrottledSignInIsNotSleptThrough() {
    lab.azure.on(
        FakeAzure.TOKEN,
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "3600");
          FakeAzure.reply(exchange, 429, "{\"error\":\"temporarily_unavailable\"}");
        });

    assertThat(lab.find(MACHINE)).isEqualTo(new DirectoryAnswer.Throttled(Duration.ofHours(1)));
    assertThat(lab.azure.tokenCalls()).hasSize(1);
    assertThat(lab.counted.of("sign_in", "throttled")).isEqualTo(1);
    assertThat(lab.counted.retryAfter("sign_in")).isBetween(3_400.0, 3_600.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "<html></html>",
        "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"\"}"
      })
  void anAnswerWithoutTokenIsNoSignIn(String body) {
    lab.azure.on(FakeAzure.TOKEN, exchange -> FakeAzure.reply(exchange, 200, body));

    DirectoryAnswer answer = lab.find(MACHINE);

    assertThat(answer).isInstanceOf(DirectoryAnswer.Down.class);
    assertThat(((DirectoryAnswer.Down) answer).detail()).startsWith("signing in ");
    assertThat(lab.azure.armCalls()).isEmpty();
  }

  @Test
  void aSignInIsNotRedirected() throws IOException, GeneralSecurityException {
    try (FakeAzure other = lab.another()) {
      lab.azure.on(
          FakeAzure.TOKEN,
          exchange -> {
            exchange
                .getResponseHeaders()
                .set("Location", other.address().resolve(FakeAzure.TOKEN).toString());
            FakeAzure.reply(exchange, 307, "");
          });

      assertThat(lab.find(MACHINE)).isInstanceOf(DirectoryAnswer.Down.class);
      assertThat(other.calls()).isEmpty();
    }
  }

  @Test
  void aClaimsChallengeGetsANewTokenOnce() {
    AtomicInteger tries = new AtomicInteger();
    lab.azure.on(
        MACHINE,
        exchange -> {
          if (tries.incrementAndGet() > 1) {
            FakeAzure.reply(exchange, 200, FOUND);
            return;
          }
          FakeAzure.challenge(exchange);
        });

    assertThat(lab.find(MACHINE)).isInstanceOf(DirectoryAnswer.Found.class);
    assertThat(lab.azure.tokenCalls()).hasSize(2);
    assertThat(lab.azure.armCalls())
        .extracting(call -> call.authorization().orElseThrow())
        .containsExactly("Bearer bearer-1", "Bearer bearer-2");
  }

  @Test
  void aTenantThatCannotBeOneIsNotAsked() {
    DirectoryAccess good = Lab.access();
    DirectoryAccess bad =
        new DirectoryAccess(
            "mount", 1, "lab", "../x", good.credential(), good.retries(), good.logLevel());

    assertThat(lab.directory.find(bad, MACHINE, Lab.LONG)).isInstanceOf(DirectoryAnswer.Down.class);
    assertThat(lab.azure.calls()).isEmpty();
  }

  @Test
  void withoutAMetadataServiceThereIsNoManagedIdentity() {
    DirectoryAccess managed =
        new DirectoryAccess(
            "mount",
            1,
            "lab",
            FakeAzure.TENANT,
            new ServerCredential.ManagedIdentity(Optional.empty()),
            new Retries(0, Duration.ZERO, Duration.ZERO),
            CallLog.NONE);

    assertThat(lab.directory.find(managed, MACHINE, Lab.LONG))
        .isEqualTo(new DirectoryAnswer.Unusable("the cloud lab names no metadata_service"));
  }

  private void refuse(int status, String error, String code) {
    lab.azure.on(
        FakeAzure.TOKEN,
        exchange ->
            FakeAzure.reply(
                exchange,
                status,
                "{\"error\":\"%s\",\"error_description\":\"AADSTS%s: words of the server\",\"error_codes\":[%s]}"
                    .formatted(error, code, code)));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
