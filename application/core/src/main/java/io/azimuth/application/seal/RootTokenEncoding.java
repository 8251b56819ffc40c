package io.azimuth.application.seal;

import io.azimuth.application.port.seal.PgpRecipient;
import io.azimuth.domain.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * How a root token is returned: encrypted for a recipient, otherwise combined with a one-time
 * password.
 *
 * @param otp as long as the token, when there is no recipient
 * @param recipient whom to encrypt for
 */
record RootTokenEncoding(SecretText otp, Optional<PgpRecipient> recipient) {

  String fingerprint() {
    return recipient.map(PgpRecipient::fingerprint).orElse("");
  }

  SecretText encode(SecretText token) {
    byte[] clear = token.expose().getBytes(StandardCharsets.UTF_8);
    if (recipient.isPresent()) {
      byte[] message = recipient.get().encrypt(clear);
      return SecretText.of(Base64.getEncoder().encodeToString(message));
    }
    byte[] pad = otp.expose().getBytes(StandardCharsets.UTF_8);
    if (pad.length != clear.length) {
      throw new IllegalStateException("the password and the token differ in length");
    }
    byte[] hidden = new byte[clear.length];
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] = (byte) (clear[i] ^ pad[i]);
    }
    return SecretText.of(Base64.getEncoder().withoutPadding().encodeToString(hidden));
  }
}
