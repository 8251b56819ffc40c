package io.azimuth.application.port.seal;

/** The holder of an OpenPGP key. */
public interface PgpRecipient {

  /** The fingerprint of the primary key, in lower-case hexadecimal digits. */
  String fingerprint();

  /** An OpenPGP message in binary form that only the holder can decrypt. */
  byte[] encrypt(byte[] plaintext);
}
