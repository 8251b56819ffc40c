package io.azimuth.jwt.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.remote.Waiters;
import io.azimuth.spi.verify.KeySource;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.testkit.fake.FakeWeb;
import io.azimuth.testkit.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProviderDirectoryTest {

  private final FakeWeb web = new FakeWeb();
  private final ProviderDirectory directory =
      new ProviderDirectory(
          web, Runnable::run, new MutableClock(Instant.parse("2026-11-25T12:00:00Z")));

  private static KeySource.Discovered provider(String issuer) {
    return new KeySource.Discovered(WebAddress.parse(issuer).orElseThrow(), Optional.empty());
  }

  private boolean isPending(KeySource.Discovered provider) {
    Awaited<ProviderEndpoints> endpoints =
        directory.of(provider, Deadline.of(Duration.ofSeconds(20)));
    return endpoints.fold(there -> false, pending -> true);
  }

  @Test
  void aSilentProviderTakesABoundedNumberOfPlacesAndNoneOfAHealthyOne() {
    KeySource.Discovered silent = provider("https://silent.example");
    KeySource.Discovered healthy = provider("https://idp.example");
    web.hang(silent.document())
        .json(
            healthy.document().toString(),
            """
            {"issuer": "https://idp.example",
             "authorization_endpoint": "https://idp.example/authorize",
             "token_endpoint": "https://idp.example/token"}
            """);

    for (int i = 0; i < Waiters.MOST; i++) {
      assertThat(isPending(silent)).isTrue();
    }

    assertThatThrownBy(() -> isPending(silent))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("too many requests wait for https://silent.example/");
    assertThat(isPending(healthy)).isFalse();
  }
}
