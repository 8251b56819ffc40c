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
import io.azimuth.spi.verify.KeySource;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.spi.web.WebAnswer;
import io.azimuth.spi.web.WebClient;
import io.azimuth.spi.web.WebRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
  private final LruCache<KeySource.Discovered, RemoteValue<ProviderEndpoints>> known =
      new LruCache<>(MAX_PROVIDERS);

  /**
   * A directory without entries.
   *
   * @param executor runs the fetches, which block
   */
  public ProviderDirectory(WebClient web, Executor executor, Clock clock) {
    this.web = web;
    this.executor = executor;
    this.clock = clock;
  }

  /** The endpoints of the provider; pending while its document is fetched. */
  Awaited<ProviderEndpoints> of(KeySource.Discovered provider, Deadline deadline) {
    return Awaited.of(
        known.get(provider, this::value).ask(), deadline, ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE);
  }

  private RemoteValue<ProviderEndpoints> value(KeySource.Discovered provider) {
    return new RemoteValue<>(
        () -> fetch(provider), POLICY, ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, executor, clock);
  }

  private ProviderEndpoints fetch(KeySource.Discovered provider) {
    WebRequest request =
        WebRequest.get(provider.document())
            .with("Accept", SecretText.of("application/json"))
            .trusting(provider.trusted())
            .limitedTo(MAX_DOCUMENT);
    WebAnswer answer = web.send(request, FETCH_TIME).join();
    return read(provider, ProviderReply.of(provider.document(), answer).accepted());
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
