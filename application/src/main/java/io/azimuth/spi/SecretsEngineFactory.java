package io.azimuth.spi;

/**
 * Makes a secrets engine that operators can mount at any path. One instance serves all its mounts;
 * what it keeps is in the storage of each mount.
 */
public interface SecretsEngineFactory {

  /** The type, as {@code sys/mounts} takes and shows it. */
  String type();

  /** The engine. Called once, at start-up; does not block and starts nothing. */
  SecretsEngine create(SecretsEngineContext context);
}
