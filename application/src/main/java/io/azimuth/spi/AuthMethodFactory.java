package io.azimuth.spi;

/**
 * Makes an auth method that operators can mount at {@code auth/<path>}. One instance serves all its
 * mounts; what it keeps is in the storage of each mount.
 */
public interface AuthMethodFactory {

  /** The type, as {@code sys/auth} takes and shows it. */
  String type();

  /** The method. Called once, at start-up; does not block and starts nothing. */
  AuthMethod create(AuthMethodContext context);
}
