package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.MountPlugin;
import io.azimuth.spi.route.AfterCommit;
import io.azimuth.spi.storage.MountTransaction;

/** What auth methods and secrets engines of plugins have in common, under a guard. */
abstract class GuardedMountPlugin implements MountPlugin {

  final PluginGuard guard;
  private final MountPlugin plugin;

  GuardedMountPlugin(MountPlugin plugin, PluginGuard guard) {
    this.plugin = plugin;
    this.guard = guard;
  }

  @Override
  public final String type() {
    return guard.type();
  }

  @Override
  public final void start() {
    guard.upkeep().run("start", plugin::start);
  }

  @Override
  public final void prepare(Mount mount, MountTransaction transaction) {
    GuardedTransaction.run(
        transaction, own -> guard.upkeep().prepare(() -> plugin.prepare(mount, own)));
  }

  @Override
  public final void maintain(Mount mount, MountTransaction transaction) {
    GuardedTransaction.run(
        transaction, own -> guard.upkeep().maintain(() -> plugin.maintain(mount, own)));
  }

  @Override
  public final void disabled(Mount mount, MountTransaction transaction, AfterCommit afterCommit) {
    AfterCommit actions = new AfterCommit();
    if (GuardedTransaction.during(
        transaction, own -> guard.upkeep().report(() -> plugin.disabled(mount, own, actions)))) {
      actions.replaceEach(action -> guard.later("an action after disabled", action));
      actions.moveTo(afterCommit);
    }
  }

  @Override
  public final void close() {
    guard.upkeep().stop(plugin::close);
  }
}
