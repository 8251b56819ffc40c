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

/** Fetches the documents of issuers and reads them. Blocks, so it runs in the background only. */
final class WebDocuments {

  private static final Duration FETCH_TIME = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERRORS = 500;

  private final WebClient web;

  WebDocuments(WebClient web) {
    this.web = web;
  }

  /**
   * The keys of a set.
   *
   * @throws ServiceException when it cannot be fetched or holds no usable key
   */
  UsableKeys keys(KeySource.Published source) {
    List<IssuerKey> keys = new ArrayList<>();
    KeySetReader.listed(fetch(source.keys(), source.trusted()))
        .forEach(key -> IssuerKeyReader.read(key).ifPresent(keys::add));
    if (keys.isEmpty()) {
      throw unusable("the key set has no usable key");
    }
    return new UsableKeys(keys);
  }

  /**
   * The place of the keys that the document names.
   *
   * @throws ServiceException when it cannot be fetched, is another issuer's or names no place
   */
  KeySource.Published keysOf(KeySource.Discovered source) {
    JsonNode document = KeySetReader.tree(fetch(source.document(), source.trusted()));
    if (!document.path("issuer").asText("").equals(source.issuer().uri().toString())) {
      throw unusable("the discovery document names another issuer than " + source.issuer());
    }
    return WebAddress.parse(document.path("jwks_uri").asText(""))
        .value()
        .map(keys -> new KeySource.Published(keys, source.trusted()))
        .orElseThrow(() -> unusable("the discovery document names no https address of keys"));
  }

  private byte[] fetch(WebAddress address, Optional<TrustedCertificates> trusted) {
    WebRequest request =
        WebRequest.get(address).with("Accept", SecretText.of("application/json")).trusting(trusted);
    WebAnswer answer = web.send(request, FETCH_TIME).join();
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
