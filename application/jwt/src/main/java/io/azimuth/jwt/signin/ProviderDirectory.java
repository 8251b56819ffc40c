package io.azimuth.jwt.signin;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.remote.RefreshPolicy;
import io.azimuth.spi.remote.RemoteValue;
import io.azimuth.spi.remote.Waiters;
import io.azimuth.spi.verify.KeySource;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.spi.web.WebClient;
import io.azimuth.spi.web.WebRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The endpoints of the providers in use; each document is fetched once for all mounts. */
public final class ProviderDirectory {

  private static final int MAX_PROVIDERS = 256;
  private static final Duration FETCH_TIME = Duration.ofSeconds(10);
  private static final int MAX_DOCUMENT = 256 * 1024;
  private static final RefreshPolicy POLICY =
      new RefreshPolicy(
          Duration.ofHours(12), Duration.ofHours(36), Duration.ofSeconds(3), Duration.ofMinutes(5));

  private final WebClient web;
  private final Executor executor;
  private final Clock clock;
  private final LruCache<KeySource.Discovered, Document> known = new LruCache<>(MAX_PROVIDERS);

  private record Document(RemoteValue<ProviderEndpoints> endpoints, Waiters waiters) {}

  /**
   * A directory without entries.
   *
   * @param executor begins the fetches
   */
  public ProviderDirectory(WebClient web, Executor executor, Clock clock) {
    this.web = web;
    this.executor = executor;
    this.clock = clock;
  }

  /** The endpoints of the provider; pending while its document is fetched. */
  Awaited<ProviderEndpoints> of(KeySource.Discovered provider, Deadline deadline) {
    Document document = known.get(provider, this::document);
    return document.waiters().await(document.endpoints().ask(), deadline);
  }

  private Document document(KeySource.Discovered provider) {
    ErrorCode unavailable = ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE;
    return new Document(
        RemoteValue.withoutThread(() -> fetch(provider), POLICY, unavailable, executor, clock),
        new Waiters(provider.document().toString(), unavailable));
  }

  private CompletableFuture<ProviderEndpoints> fetch(KeySource.Discovered provider) {
    WebRequest request =
        WebRequest.get(provider.document())
            .with("Accept", SecretText.of("application/json"))
            .trusting(provider.trusted())
            .limitedTo(MAX_DOCUMENT);
    return web.send(request, FETCH_TIME)
        .thenApply(
            answer -> read(provider, ProviderReply.of(provider.document(), answer).accepted()));
  }

  private static ProviderEndpoints read(KeySource.Discovered provider, Value.Obj document) {
    if (!ProviderReply.text(document, "issuer")
        .equals(Optional.of(provider.issuer().uri().toString()))) {
      throw unusable("the discovery document names another issuer than " + provider.issuer());
    }
    List<String> methods = texts(document, "token_endpoint_auth_methods_supported");
    return new ProviderEndpoints(
        required(document, "authorization_endpoint"),
        required(document, "token_endpoint"),
        endpoint(document, "device_authorization_endpoint"),
        methods.isEmpty() || methods.contains("client_secret_basic"));
  }

  private static WebAddress required(Value.Obj document, String member) {
    return endpoint(document, member)
        .orElseThrow(() -> unusable("the discovery document has no https address " + member));
  }

  private static Optional<WebAddress> endpoint(Value.Obj document, String member) {
    return ProviderReply.text(document, member).flatMap(text -> WebAddress.parse(text).value());
  }

  private static List<String> texts(Value.Obj document, String member) {
    return document
        .get(member)
        .filter(Value.Items.class::isInstance)
        .map(
            items ->
                ((Value.Items) items)
                    .values().stream()
                        .filter(Value.Text.class::isInstance)
                        .map(text -> ((Value.Text) text).text())
                        .toList())
        .orElse(List.of());
  }

  private static ServiceException unusable(String detail) {
    return new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNUSABLE, detail);
  }
}
