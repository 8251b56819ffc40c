package io.azimuth.adapters.storage.audit;

import io.azimuth.application.port.audit.AuditDevice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Over TCP: datagrams may get lost. */
class SocketAuditDeviceContractTest extends StorageAuditDeviceContract {

  private final List<String> texts = new ArrayList<>();
  private LineCollector collector;
  private int port;

  @Override
  protected AuditDevice open() throws IOException {
    collector = LineCollector.onPort(0);
    port = collector.port();
    return new SocketAuditDeviceFactory(AuditConfig.NONE)
        .open(spec("socket", Map.of("address", "127.0.0.1:" + port)));
  }

  @AfterEach
  void stopCollector() throws IOException {
    collector.close();
  }

  @Override
  protected List<String> texts(int count) throws InterruptedException {
    while (texts.size() < count) {
      texts.add(text(collector.next()));
    }
    return List.copyOf(texts);
  }

  @Override
  protected void failing(AuditDevice device, boolean fails) throws IOException {
    if (fails) {
      collector.close();
    } else {
      collector = LineCollector.onPort(port);
    }
  }
}
