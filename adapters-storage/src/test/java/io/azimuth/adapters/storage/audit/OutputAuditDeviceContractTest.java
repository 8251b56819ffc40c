package io.azimuth.adapters.storage.audit;

import io.azimuth.application.port.audit.AuditDevice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

class OutputAuditDeviceContractTest extends StorageAuditDeviceContract {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private boolean broken;

  @Override
  protected AuditDevice open() {
    return openFile(Optional.empty(), new Breakable(), "stdout");
  }

  @Override
  protected List<String> texts(int count) {
    return printed
        .toString(StandardCharsets.UTF_8)
        .lines()
        .map(StorageAuditDeviceContract::text)
        .toList();
  }

  @Override
  protected void failing(AuditDevice device, boolean fails) {
    broken = fails;
  }

  private final class Breakable extends OutputStream {

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      if (broken) {
        throw new IOException("broken");
      }
      printed.write(bytes, start, length);
    }
  }
}
