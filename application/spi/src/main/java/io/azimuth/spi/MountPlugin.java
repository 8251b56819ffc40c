package io.azimuth.spi;

import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.route.AfterCommit;
import io.azimuth.spi.storage.MountTransaction;

/**
 * What auth methods and secrets engines have in common: one object serves all mounts of its type.
 * The server calls {@link #start} once, then the other methods, and {@link #close} last, also when
 * another part of the server failed to start. It grows by default methods only.
 */
public interface MountPlugin extends AutoCloseable {

  /** The type, as operators write it and {@code mount_type} in answers shows it. */
  String type();

  /**
   * Starts what the plugin needs besides its mounts. Called once, after all plugins are created and
   * before the first request; the server may be sealed at that time. A plugin that throws, or takes
   * longer than 30 seconds, keeps the server from starting.
   */
  default void start() {}

  /**
   * Prepares the requests of this mount, so that the first one is fast. Called in the background
   * after the start and after an unsealing; may block, five seconds at most; calls no other system.
   * When it takes longer, the mounts of this type that come after are not prepared until the next
   * start or unsealing. They are still served.
   */
  default void prepare(Mount mount, MountTransaction transaction) {}

  /**
   * Runs the periodic tasks of this mount. Called in the background about every second while the
   * server is unsealed and this node may do background work. Must return within a second, or no
   * mount of this type is maintained for a minute; leave calls to other systems to the background
   * executor of the context. Commits its own writes through the context's store, with
   * preconditions, because another node may do the same.
   *
   * @param transaction for reads
   */
  default void maintain(Mount mount, MountTransaction transaction) {}

  /**
   * Reports what the operator must know about a mount that is disabled, before its storage is
   * deleted. A {@link io.azimuth.spi.api.RefusedException} keeps the mount. A plugin of a jar has
   * five seconds; when it fails, that is logged, and the mount is still disabled.
   *
   * @param transaction for reads
   * @param afterCommit collects actions to run when the mount is removed
   */
  default void disabled(Mount mount, MountTransaction transaction, AfterCommit afterCommit) {}

  /**
   * Releases what {@link #start} took. Called once if {@link #start} was called, even if that
   * threw: when the server stops, the plugin that was started last first. A request or a background
   * task that was cut off may still be running. May block, five seconds at most. Ends the threads
   * of the plugin and waits for them: the server closes its jar next, and they would find no class.
   */
  @Override
  default void close() {}
}
