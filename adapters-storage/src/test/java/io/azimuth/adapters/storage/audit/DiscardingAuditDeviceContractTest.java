package io.azimuth.adapters.storage.audit;

import io.azimuth.application.port.audit.AuditDevice;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

class DiscardingAuditDeviceContractTest extends StorageAuditDeviceContract {

  @Override
  protected AuditDevice open() {
    return openFile(Optional.empty(), OutputStream.nullOutputStream(), "discard");
  }

  @Override
  protected boolean keeps() {
    return false;
  }

  @Override
  protected List<String> texts(int count) {
    throw new UnsupportedOperationException("nothing is kept");
  }

  @Override
  protected void failing(AuditDevice device, boolean fails) {
    throw new UnsupportedOperationException("it cannot fail");
  }
}
