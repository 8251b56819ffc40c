package io.azimuth.adapters.jose;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.verify.DocumentFetcher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a JWK set (RFC 7517). Keys that must not verify RS256 are left out. A set without any
 * usable key is refused.
 */
final class KeySetReader {

  /** The most keys in a set. */
  static final int MAX_KEYS = 1_000;

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(32).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private KeySetReader() {}

  /**
   * The usable keys, in the form with which {@code rs256} checks.
   *
   * @throws ServiceException with {@code IDENTITY_PROVIDER_UNUSABLE} when there are none
   */
  static PublishedKeys read(byte[] document, Rs256 rs256) {
    List<PublishedKey> keys = new ArrayList<>();
    listed(document).forEach(key -> RsaKeyReader.read(key, rs256).ifPresent(keys::add));
    if (keys.isEmpty()) {
      throw unusable("the key set has no key that is usable for RS256");
    }
    return new PublishedKeys(keys);
  }

  /** All keys of a set, of any kind. */
  static JsonNode listed(byte[] document) {
    if (document.length > DocumentFetcher.MAX_BYTES) {
      throw unusable("the key set is too large");
    }
    JsonNode listed = tree(document).path("keys");
    if (!listed.isArray()) {
      throw unusable("the key set has no list of keys");
    }
    if (listed.size() > MAX_KEYS) {
      throw unusable("the key set has more than " + MAX_KEYS + " keys");
    }
    return listed;
  }

  static JsonNode tree(byte[] document) {
    try {
      return JSON.readTree(document);
    } catch (IOException e) {
      throw unusable("the key set is not JSON");
    }
  }

  private static ServiceException unusable(String detail) {
    return new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNUSABLE, detail);
  }
}
