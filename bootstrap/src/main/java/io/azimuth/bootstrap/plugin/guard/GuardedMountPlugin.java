package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.MountPlugin;
import io.azimuth.spi.route.AfterCommit;
import io.azimuth.spi.storage.MountTransaction;

/** The life cycle of a plugin under a guard. */
final class GuardedMountPlugin implements MountPlugin {

  private final MountPlugin plugin;
  private final PluginGuard guard;

  GuardedMountPlugin(MountPlugin plugin, PluginGuard guard) {
    this.plugin = plugin;
    this.guard = guard;
  }

  @Override
  public String type() {
    return guard.type();
  }

  @Override
  public void start() {
    guard.run("start", plugin::start);
  }

  @Override
  public void prepare(Mount mount, MountTransaction transaction) {
    guard.run("prepare", () -> plugin.prepare(mount, transaction));
  }

  @Override
  public void maintain(Mount mount, MountTransaction transaction) {
    guard.run("maintain", () -> plugin.maintain(mount, transaction));
  }

  @Override
  public void disabled(Mount mount, MountTransaction transaction, AfterCommit afterCommit) {
    guard.run("disabled", () -> plugin.disabled(mount, transaction, afterCommit));
    afterCommit.replaceEach(action -> guard.logging("an action after disabled", action));
  }

  @Override
  public void close() {
    guard.run("close", plugin::close);
  }
}
