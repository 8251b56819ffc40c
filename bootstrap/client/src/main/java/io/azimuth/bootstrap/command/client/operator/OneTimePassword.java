package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Opens a root token that is combined with a one-time password. */
final class OneTimePassword {

  private OneTimePassword() {}

  /**
   * The token.
   *
   * @param encoded base64, with or without padding, of the token combined (XOR) with the password
   * @throws ClientException if the two do not belong together
   */
  static String decode(String encoded, SecretText password) {
    byte[] mask = password.expose().strip().getBytes(StandardCharsets.UTF_8);
    byte[] combined = bytes(encoded);
    if (combined.length != mask.length) {
      throw new ClientException("the one-time password is not that of this encoded token");
    }
    StringBuilder token = new StringBuilder();
    for (int i = 0; i < mask.length; i++) {
      char letter = (char) ((combined[i] ^ mask[i]) & 0xff);
      if (letter <= ' ' || letter > '~') {
        throw new ClientException("the one-time password is not that of this encoded token");
      }
      token.append(letter);
    }
    return token.toString();
  }

  private static byte[] bytes(String encoded) {
    try {
      return Base64.getDecoder().decode(encoded.strip());
    } catch (IllegalArgumentException e) {
      throw new ClientException("the encoded token is not base64", e);
    }
  }
}
