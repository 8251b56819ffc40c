package io.azimuth.spi;

/**
 * Makes a secrets engine that operators can mount at any path. One instance serves all its mounts;
 * its data is in the storage of each mount.
 */
public interface SecretsEngineFactory {

  /** The type, as {@code sys/mounts} accepts and shows it. */
  String type();

  /** Creates the engine. Called once, at start-up; does not block and starts no thread. */
  SecretsEngine create(SecretsEngineContext context);
}
