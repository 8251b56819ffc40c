package io.azimuth.adapters.jose;

/** A document with the keys of an issuer, for a check before it is used. */
public final class KeySetDocument {

  private KeySetDocument() {}

  /**
   * Requires a JWK set with a key that is usable for RS256.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code IDENTITY_PROVIDER_UNUSABLE} and
   *     what is wrong
   */
  public static void requireUsable(byte[] document) {
    var unused = KeySetReader.read(document, Rs256.ofTheJdk());
  }
}
