package io.azimuth.adapters.azure.discovery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * The members of an OpenID Connect discovery document that are used here, unchecked against the
 * cloud.
 *
 * @param keys {@code jwks_uri}, an https address
 */
record DiscoveryDocument(String issuer, URI keys) {

  private static final int MAX_DEPTH = 32;
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Reads a document.
   *
   * @throws ServiceException with {@code IDENTITY_PROVIDER_UNUSABLE} when it is malformed
   */
  static DiscoveryDocument read(byte[] document) {
    JsonNode root = tree(document);
    return new DiscoveryDocument(text(root, "issuer"), https(text(root, "jwks_uri")));
  }

  static ServiceException unusable(String detail) {
    return new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNUSABLE, detail);
  }

  private static JsonNode tree(byte[] document) {
    try {
      return JSON.readTree(document);
    } catch (IOException e) {
      throw unusable("the discovery document is not JSON");
    }
  }

  private static String text(JsonNode root, String member) {
    JsonNode value = root.path(member);
    if (!value.isTextual()) {
      throw unusable("the discovery document has no " + member);
    }
    return value.textValue();
  }

  private static URI https(String text) {
    try {
      URI uri = new URI(text);
      boolean plain = uri.getRawUserInfo() == null && uri.getRawFragment() == null;
      if ("https".equals(uri.getScheme()) && uri.getHost() != null && plain) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw unusable("the discovery document's jwks_uri is no address");
    }
    throw unusable("the discovery document's jwks_uri is no https address");
  }
}
