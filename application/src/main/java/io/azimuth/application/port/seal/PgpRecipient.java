package io.azimuth.application.port.seal;

/** Somebody who holds an OpenPGP key. */
public interface PgpRecipient {

  /** The fingerprint of the primary key, in lower-case hexadecimal digits. */
  String fingerprint();

  /** An OpenPGP message in binary form that only the holder reads. */
  byte[] encrypt(byte[] plaintext);
}
