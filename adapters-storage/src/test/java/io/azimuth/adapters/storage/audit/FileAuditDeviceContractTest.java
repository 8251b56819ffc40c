package io.azimuth.adapters.storage.audit;

import io.azimuth.application.port.audit.AuditDevice;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class FileAuditDeviceContractTest extends StorageAuditDeviceContract {

  @TempDir Path temporary;

  private Path file() {
    return temporary.resolve("audit").resolve("audit.log");
  }

  @Override
  protected AuditDevice open() {
    return openFile(
        Optional.of(temporary.resolve("audit")), OutputStream.nullOutputStream(), "audit.log");
  }

  @Override
  protected List<String> texts(int count) throws IOException {
    return Files.readString(file()).lines().map(StorageAuditDeviceContract::text).toList();
  }

  // A directory stands where the file was.
  @Override
  protected void failing(AuditDevice device, boolean fails) throws IOException {
    Path aside = temporary.resolve("aside.log");
    if (fails) {
      Files.move(file(), aside);
      Files.createDirectory(file());
      device.reopen();
    } else {
      Files.delete(file());
      Files.move(aside, file());
    }
  }
}
