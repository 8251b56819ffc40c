package io.azimuth.adapters.storage.audit;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.azimuth.application.port.audit.AuditDeviceFactory;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Adds the factory of audit files to the set of factories. */
public final class AuditFileModule extends AbstractModule {

  private final Optional<Path> directory;

  /** With the only directory below which audit files may be; none when empty. */
  public AuditFileModule(Optional<Path> directory) {
    this.directory = Objects.requireNonNull(directory, "directory");
  }

  @Override
  protected void configure() {
    bind(AuditDirectory.class).toInstance(new AuditDirectory(directory));
    bind(FileAuditDeviceFactory.class);
    Multibinder.newSetBinder(binder(), AuditDeviceFactory.class)
        .addBinding()
        .to(FileAuditDeviceFactory.class);
  }
}
