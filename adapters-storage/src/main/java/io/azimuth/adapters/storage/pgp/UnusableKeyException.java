package io.azimuth.adapters.storage.pgp;

/** A key that cannot be used; the message says why, to whoever sent it. */
final class UnusableKeyException extends Exception {

  private static final long serialVersionUID = 1L;

  UnusableKeyException(String sentence) {
    super(sentence);
  }
}
