package io.azimuth.domain.mount;

import io.azimuth.domain.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes what the store of a mount must not hold in clear (HMAC-SHA256), under a key of the mount.
 */
public final class MountHash {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /** Hashes under this key. */
  public MountHash(SecretBytes key) {
    this.key = new SecretKeySpec(key.expose(), ALGORITHM);
  }

  /**
   * 64 hexadecimal digits.
   *
   * @param scope what the text belongs to, without line breaks: the same text has another hash in
   *     each scope
   */
  public String of(String scope, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((scope + '\n').getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }
}
