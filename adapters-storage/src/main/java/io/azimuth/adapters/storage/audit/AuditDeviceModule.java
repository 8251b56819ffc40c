package io.azimuth.adapters.storage.audit;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.azimuth.application.port.audit.AuditDeviceFactory;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Adds the factories of the audit file and syslog devices to the set of factories. */
public final class AuditDeviceModule extends AbstractModule {

  private final Optional<Path> directory;

  /** Allows audit files only below this directory; none when it is empty. */
  public AuditDeviceModule(Optional<Path> directory) {
    this.directory = Objects.requireNonNull(directory, "directory");
  }

  @Override
  protected void configure() {
    bind(AuditDirectory.class).toInstance(new AuditDirectory(directory));
    bind(StandardOutput.class)
        .toInstance(new StandardOutput(new FileOutputStream(FileDescriptor.out)));
    bind(FileAuditDeviceFactory.class);
    bind(SyslogAuditDeviceFactory.class);
    Multibinder<AuditDeviceFactory> factories =
        Multibinder.newSetBinder(binder(), AuditDeviceFactory.class);
    factories.addBinding().to(FileAuditDeviceFactory.class);
    factories.addBinding().to(SyslogAuditDeviceFactory.class);
  }
}
