package io.azimuth.adapters.jose;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.verify.KeySource;
import io.azimuth.spi.web.TrustedCertificates;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.spi.web.WebAnswer;
import io.azimuth.spi.web.WebClient;
import io.azimuth.spi.web.WebRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Fetches the documents of issuers and reads them. No thread waits for an answer, so that an issuer
 * that gives none keeps none.
 */
final class WebDocuments {

  /**
   * The most fetches at a time: half of the calls of the client, so that many silent issuers leave
   * the others to those who need more of an issuer than its keys.
   */
  static final int MOST = 64;

  private static final Duration FETCH_TIME = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERRORS = 500;

  private final WebClient web;
  private final Semaphore room = new Semaphore(MOST);

  WebDocuments(WebClient web) {
    this.web = web;
  }

  /**
   * The keys of a set. Fails with {@link ServiceException} when it cannot be fetched or holds no
   * usable key.
   */
  CompletableFuture<UsableKeys> keys(KeySource.Published source) {
    return fetch(source.keys(), source.trusted()).thenApply(WebDocuments::keysIn);
  }

  private static UsableKeys keysIn(byte[] document) {
    List<IssuerKey> keys = new ArrayList<>();
    KeySetReader.listed(document).forEach(key -> IssuerKeyReader.read(key).ifPresent(keys::add));
    if (keys.isEmpty()) {
      throw unusable("the key set has no usable key");
    }
    return new UsableKeys(keys);
  }

  /**
   * The place of the keys that the document names. Fails with {@link ServiceException} when it
   * cannot be fetched, is another issuer's or names no place.
   */
  CompletableFuture<KeySource.Published> keysOf(KeySource.Discovered source) {
    return fetch(source.document(), source.trusted())
        .thenApply(document -> placeIn(KeySetReader.tree(document), source));
  }

  private static KeySource.Published placeIn(JsonNode document, KeySource.Discovered source) {
    if (!document.path("issuer").asText("").equals(source.issuer().uri().toString())) {
      throw unusable("the discovery document names another issuer than " + source.issuer());
    }
    return WebAddress.parse(document.path("jwks_uri").asText(""))
        .value()
        .map(keys -> new KeySource.Published(keys, source.trusted()))
        .orElseThrow(() -> unusable("the discovery document names no https address of keys"));
  }

  private CompletableFuture<byte[]> fetch(
      WebAddress address, Optional<TrustedCertificates> trusted) {
    if (!room.tryAcquire()) {
      return CompletableFuture.failedFuture(
          new ServiceException(
              ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "too many documents are being fetched"));
    }
    WebRequest request =
        WebRequest.get(address).with("Accept", SecretText.of("application/json")).trusting(trusted);
    return web.send(request, FETCH_TIME)
        .whenComplete((answer, thrown) -> room.release())
        .thenApply(answer -> bodyOf(address, answer));
  }

  private static byte[] bodyOf(WebAddress address, WebAnswer answer) {
    if (answer.status() == OK) {
      return answer.body().expose();
    }
    boolean passes = answer.status() == TOO_MANY_REQUESTS || answer.status() >= SERVER_ERRORS;
    throw new ServiceException(
        passes ? ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE : ErrorCode.IDENTITY_PROVIDER_UNUSABLE,
        address + " answered " + answer.status());
  }

  private static ServiceException unusable(String detail) {
    return new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNUSABLE, detail);
  }
}
