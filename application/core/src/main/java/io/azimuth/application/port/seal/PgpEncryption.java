package io.azimuth.application.port.seal;

import io.azimuth.domain.text.Checked;

/** Encrypts for the holders of OpenPGP keys. Safe for use by many threads. */
public interface PgpEncryption {

  /**
   * Reads a public key.
   *
   * @param text the key base64 of its binary or armoured form, or the armoured text itself
   * @return the holder to encrypt for, or a sentence that explains why this key cannot be used:
   *     malformed, more than one key, a private key, revoked, expired, or without an encryption key
   */
  Checked<PgpRecipient> recipient(String text);
}
