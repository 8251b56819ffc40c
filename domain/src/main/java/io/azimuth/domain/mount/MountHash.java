package io.azimuth.domain.mount;

import io.azimuth.domain.secret.HmacSha256;
import io.azimuth.domain.secret.SecretBytes;
import java.nio.charset.StandardCharsets;

/**
 * Hashes what the store of a mount must not hold in clear (HMAC-SHA256), under a key of the mount.
 */
public final class MountHash {

  private final HmacSha256 hash;

  /** Hashes under this key. */
  public MountHash(SecretBytes key) {
    this.hash = new HmacSha256(key.expose());
  }

  /**
   * 64 hexadecimal digits.
   *
   * @param scope what the text belongs to, without line breaks: the same text has another hash in
   *     each scope
   */
  public String of(String scope, String text) {
    return hash.hex((scope + '\n' + text).getBytes(StandardCharsets.UTF_8));
  }
}
