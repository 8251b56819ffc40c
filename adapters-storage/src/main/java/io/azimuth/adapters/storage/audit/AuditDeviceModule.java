package io.azimuth.adapters.storage.audit;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.azimuth.application.port.audit.AuditDeviceFactory;
import java.io.FileDescriptor;
import java.io.FileOutputStream;

/** Adds the factories of the audit file, syslog and socket devices to the set of factories. */
public final class AuditDeviceModule extends AbstractModule {

  private final AuditConfig allowed;

  /** Allows devices to write to these places only. */
  public AuditDeviceModule(AuditConfig allowed) {
    this.allowed = allowed;
  }

  @Override
  protected void configure() {
    bind(AuditConfig.class).toInstance(allowed);
    bind(AuditDirectory.class).toInstance(new AuditDirectory(allowed.directory()));
    bind(StandardOutput.class)
        .toInstance(new StandardOutput(new FileOutputStream(FileDescriptor.out)));
    bind(FileAuditDeviceFactory.class);
    bind(SyslogAuditDeviceFactory.class);
    bind(SocketAuditDeviceFactory.class);
    Multibinder<AuditDeviceFactory> factories =
        Multibinder.newSetBinder(binder(), AuditDeviceFactory.class);
    factories.addBinding().to(FileAuditDeviceFactory.class);
    factories.addBinding().to(SyslogAuditDeviceFactory.class);
    factories.addBinding().to(SocketAuditDeviceFactory.class);
  }
}
