package io.azimuth.adapters.storage.pgp;

/** A key cannot be used. The message explains the reason to the sender of the key. */
final class UnusableKeyException extends Exception {

  private static final long serialVersionUID = 1L;

  UnusableKeyException(String sentence) {
    super(sentence);
  }
}
