package io.azimuth.adapters.storage.audit;

import io.azimuth.application.api.RefusedException;
import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.application.port.audit.AuditDeviceFactory;
import io.azimuth.application.port.audit.AuditDeviceSpec;
import jakarta.inject.Inject;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens audit files. */
final class FileAuditDeviceFactory implements AuditDeviceFactory {

  private static final Logger LOG = LoggerFactory.getLogger(FileAuditDeviceFactory.class);

  private final AuditDirectory directory;

  @Inject
  FileAuditDeviceFactory(AuditDirectory directory) {
    this.directory = directory;
  }

  @Override
  public String type() {
    return "file";
  }

  @Override
  public AuditDevice open(AuditDeviceSpec device) {
    AuditOptions options = AuditOptions.of(device.options());
    try {
      return FileAuditDevice.open(
          device.path(),
          () -> AuditFile.open(directory.locate(options.filePath()), options.mode()));
    } catch (IOException e) {
      LOG.warn("audit file cannot be opened, path={}", device.path(), e);
      throw RefusedException.invalid("the audit file cannot be opened");
    }
  }
}
