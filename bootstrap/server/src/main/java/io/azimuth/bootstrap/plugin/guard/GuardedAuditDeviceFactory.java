package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.application.port.audit.AuditDeviceFactory;
import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.application.port.audit.RecordOptions;
import io.azimuth.spi.audit.AuditSinkContext;
import io.azimuth.spi.audit.AuditSinkFactory;
import io.azimuth.spi.audit.AuditSinkOptions;
import java.util.HashMap;
import java.util.Map;

/** Makes the audit devices whose lines go to sinks of a plugin. */
final class GuardedAuditDeviceFactory implements AuditDeviceFactory {

  private final AuditSinkFactory factory;
  private final AuditSinkContext context;
  private final PluginGuard guard;

  GuardedAuditDeviceFactory(AuditSinkFactory factory, AuditSinkContext context, PluginGuard guard) {
    this.factory = factory;
    this.context = context;
    this.guard = guard;
  }

  @Override
  public String type() {
    return guard.type();
  }

  /** Does not call the plugin yet: the first record opens the sink. */
  @Override
  public AuditDevice open(AuditDeviceSpec device) {
    Map<String, String> own = new HashMap<>(device.options());
    own.keySet().removeIf(RecordOptions::has);
    AuditSinkOptions options = new AuditSinkOptions(device.path(), own);
    return new GuardedAuditDevice(
        device.path(),
        () -> factory.open(options, context),
        guard,
        GuardedAuditDevice.Patience.STANDARD);
  }
}
