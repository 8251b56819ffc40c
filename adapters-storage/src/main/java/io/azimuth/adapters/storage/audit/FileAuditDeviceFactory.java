package io.azimuth.adapters.storage.audit;

import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.application.port.audit.AuditDeviceFactory;
import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.spi.api.RefusedException;
import jakarta.inject.Inject;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens audit files, and the two devices that replace one: the standard output and the device that
 * discards.
 */
final class FileAuditDeviceFactory implements AuditDeviceFactory {

  private static final Logger LOG = LoggerFactory.getLogger(FileAuditDeviceFactory.class);

  private final AuditDirectory directory;
  private final StandardOutput output;

  @Inject
  FileAuditDeviceFactory(AuditDirectory directory, StandardOutput output) {
    this.directory = directory;
    this.output = output;
  }

  @Override
  public String type() {
    return "file";
  }

  @Override
  public AuditDevice open(AuditDeviceSpec device) {
    FileAuditOptions options = FileAuditOptions.of(device.options());
    if (options.isStandardOutput()) {
      return new OutputAuditDevice(device.path(), output);
    }
    if (options.isNowhere()) {
      LOG.warn("audit device discards its records, path={}", device.path());
      return new DiscardingAuditDevice();
    }
    return file(device.path(), options);
  }

  // Who asked for the device learns why; of one that is enabled the log has a line a minute.
  private AuditDevice file(String name, FileAuditOptions options) {
    try {
      return FileAuditDevice.open(
          name,
          directory.shown(options.filePath()),
          () -> AuditFile.open(directory.locate(options.filePath()), options.mode()));
    } catch (IOException e) {
      LOG.debug("audit file cannot be opened, path={}", name, e);
      throw RefusedException.invalid("the audit file cannot be opened" + FileErrorText.suffix(e));
    } catch (UnsupportedOperationException e) {
      LOG.debug("audit file cannot be opened, path={}", name, e);
      throw RefusedException.invalid(
          "the audit file cannot be opened: its file system knows no permissions");
    }
  }
}
