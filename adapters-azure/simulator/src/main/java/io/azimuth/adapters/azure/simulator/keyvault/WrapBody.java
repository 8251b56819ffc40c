package io.azimuth.adapters.azure.simulator.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;

/** The body of a request to wrap or unwrap. */
final class WrapBody {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ALGORITHM = "RSA-OAEP-256";

  private WrapBody() {}

  /**
   * The bytes to wrap or unwrap.
   *
   * @throws IllegalArgumentException when it is not one
   */
  static byte[] value(byte[] body) {
    JsonNode members = members(body);
    if (!members.path("alg").asText().equals(ALGORITHM)) {
      throw new IllegalArgumentException("Property alg has an unsupported algorithm.");
    }
    String value = members.path("value").asText();
    if (value.isEmpty()) {
      throw new IllegalArgumentException("Property value is required.");
    }
    return Base64.getUrlDecoder().decode(value);
  }

  private static JsonNode members(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new IllegalArgumentException("Request body not specified.", e);
    }
  }
}
