package io.azimuth.spi;

/**
 * Makes an auth method that operators can mount at {@code auth/<path>}. One instance serves all its
 * mounts; its data is in the storage of each mount.
 */
public interface AuthMethodFactory {

  /** The type, as {@code sys/auth} accepts and shows it. */
  String type();

  /** Creates the method. Called once, at start-up; does not block and starts no thread. */
  AuthMethod create(AuthMethodContext context);
}
