package io.azimuth.adapters.jose;

import static io.azimuth.adapters.jose.TokenMint.token;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.testkit.fake.MutableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JoseLogTest {

  private final FakeFetcher fetcher = FakeFetcher.publishing(SigningKey.FIRST);
  private final MutableClock clock = new MutableClock(TokenMint.NOW);
  private final KeySets keySets = new KeySets(fetcher, Rs256Checks.JDK, Runnable::run, clock);
  private final JoseTokenVerifier verifier = new JoseTokenVerifier(keySets, Rs256Checks.JDK, clock);
  private final CapturedLog log = new CapturedLog();

  @AfterEach
  void stopCapturing() {
    log.close();
  }

  @Test
  void noTokenAndNoClaimIsEverLogged() {
    TokenMint marked = token().claim("name", "MARKED-CLAIM");
    List<UnverifiedToken> tokens =
        List.of(
            marked.mint(),
            marked.kid("other").mint(),
            marked.kid("key-1").algorithm("PS256").mint(),
            marked.algorithm("RS256").key(SigningKey.generate("key-1", 2048)).mint(),
            marked.key(SigningKey.FIRST).expiresAt("MARKED-CLAIM").mint(),
            token().payload("MARKED-CLAIM").mint(),
            token().header("cty", "JWT").payload(marked.mint().expose()).mint());
    for (UnverifiedToken token : tokens) {
      var unused = verifier.verify(token, Trusted.tenant(), Deadline.of(Trusted.PATIENCE)).join();
    }

    assertThat(log.text()).contains("added=[key-1]").doesNotContain("MARKED-CLAIM");
    for (UnverifiedToken token : tokens) {
      String text = token.expose();
      assertThat(log.text()).doesNotContain(text.substring(text.lastIndexOf('.') + 1));
      assertThat(log.text()).doesNotContain(text.substring(0, text.lastIndexOf('.')));
    }
  }

  @Test
  void tellsWhichKeysCameAndWent() {
    find();
    fetcher.publish(SigningKey.SECOND);
    clock.advance(Duration.ofHours(1));
    keySets.refreshDue();
    clock.advance(Duration.ofHours(1));
    keySets.refreshDue();

    assertThat(log.lines(Level.INFO))
        .containsExactly(
            "keys changed, address=" + Trusted.KEYS.uri() + ", added=[key-1], withdrawn=[]",
            "keys changed, address=" + Trusted.KEYS.uri() + ", added=[key-2], withdrawn=[key-1]");
  }

  @Test
  void warnsOfFailuresOnceAMinute() {
    fetcher.goDown();
    for (int second = 0; second < 120; second++) {
      try {
        find();
      } catch (ServiceException e) {
        clock.advance(Duration.ofSeconds(1));
      }
    }

    assertThat(fetcher.fetches()).isEqualTo(60);
    assertThat(log.lines(Level.WARN)).hasSize(2).allMatch(line -> line.endsWith("down"));
  }

  private void find() {
    var unused =
        keySets.at(Trusted.KEYS).find("key-1", false, Deadline.of(Trusted.PATIENCE)).join();
  }
}
