package io.azimuth.adapters.storage.audit;

import io.azimuth.application.port.audit.AuditDevice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Over TCP: datagrams may get lost. */
class SyslogAuditDeviceContractTest extends StorageAuditDeviceContract {

  private final List<String> texts = new ArrayList<>();
  private SyslogDaemon daemon;

  @Override
  protected AuditDevice open() throws IOException {
    daemon = SyslogDaemon.start();
    return new SyslogAuditDeviceFactory()
        .open(spec("syslog", Map.of("address", "127.0.0.1:" + daemon.port(), "protocol", "tcp")));
  }

  @AfterEach
  void stopDaemon() throws IOException {
    daemon.close();
  }

  @Override
  protected List<String> texts(int count) throws InterruptedException {
    while (texts.size() < count) {
      String message = daemon.next();
      texts.add(text(message.substring(message.indexOf('{'))));
    }
    return List.copyOf(texts);
  }

  @Override
  protected void failing(AuditDevice device, boolean fails) throws IOException {
    if (fails) {
      daemon.close();
    } else {
      daemon = SyslogDaemon.startOn(daemon.port());
    }
  }
}
