package io.azimuth.bootstrap.server;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.azimuth.application.port.audit.AuditDeviceFactory;
import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.bootstrap.plugin.guard.PluginLifecycle;
import io.azimuth.spi.audit.AuditSinkContext;
import io.azimuth.spi.audit.AuditSinkFactory;
import java.time.Clock;

/** Adds the audit devices of plugins to the set of factories. */
final class AuditPluginsModule extends AbstractModule {

  private final StartupPlan plan;
  private final PluginLifecycle lifecycle;
  private final Clock clock;

  AuditPluginsModule(StartupPlan plan, PluginLifecycle lifecycle, Clock clock) {
    this.plan = plan;
    this.lifecycle = lifecycle;
    this.clock = clock;
  }

  @Override
  protected void configure() {
    Multibinder<AuditDeviceFactory> factories =
        Multibinder.newSetBinder(binder(), AuditDeviceFactory.class);
    for (LoadedPlugin<AuditSinkFactory> plugin : plan.plugins().auditSinks()) {
      AuditSinkContext context =
          new AuditSinkContext(
              plugin.context(clock), plan.config().plugins().settings(plugin.type()));
      factories.addBinding().toInstance(lifecycle.auditDevices(plugin, context));
    }
  }
}
