package io.azimuth.jwt.config;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.verify.KeySource;
import io.azimuth.spi.web.WebAnswer;
import io.azimuth.spi.web.WebClient;
import io.azimuth.spi.web.WebRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Asks once whether the discovery document of a provider can be read. Whatever comes of it is no
 * reason to refuse a configuration: it must be possible to write one during an outage.
 */
final class DiscoveryCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int MAX_DOCUMENT = 256 * 1024;
  private static final int OK = 200;

  private final WebClient web;

  DiscoveryCheck(WebClient web) {
    this.web = web;
  }

  /** The warning; empty when the document was read. */
  Awaited<Optional<String>> of(Call call, KeySource.Discovered provider) {
    Asked asked = call.once(Asked.class, () -> new Asked(ask(call, provider)));
    return Awaited.of(asked.warning(), call.deadline(), ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE);
  }

  // Half of the time that is left, so that the write itself is never late.
  private CompletableFuture<Optional<String>> ask(Call call, KeySource.Discovered provider) {
    WebRequest request =
        WebRequest.get(provider.document())
            .with("Accept", SecretText.of("application/json"))
            .trusting(provider.trusted())
            .limitedTo(MAX_DOCUMENT);
    Duration half = call.deadline().remaining().dividedBy(2);
    return web.send(request, half.compareTo(PATIENCE) < 0 ? half : PATIENCE)
        .thenApply(answer -> problem(provider, answer))
        .exceptionally(thrown -> Optional.of(problem(thrown)))
        .thenApply(problem -> problem.map(DiscoveryCheck::warning));
  }

  private static Optional<String> problem(KeySource.Discovered provider, WebAnswer answer) {
    return answer.status() == OK
        ? Optional.empty()
        : Optional.of(provider.document() + " answered " + answer.status());
  }

  private static String problem(Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    return cause instanceof ServiceException fault ? fault.detail() : "it cannot be read";
  }

  private static String warning(String problem) {
    return "oidc_discovery_url: " + problem + "; no token can be checked without its keys";
  }

  /** The one question of a request, however often its handler runs. */
  private record Asked(CompletableFuture<Optional<String>> warning) {

    Asked {
      Objects.requireNonNull(warning, "warning");
    }
  }
}
