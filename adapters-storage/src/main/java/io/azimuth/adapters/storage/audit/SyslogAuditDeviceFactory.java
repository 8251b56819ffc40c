package io.azimuth.adapters.storage.audit;

import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.application.port.audit.AuditDeviceFactory;
import io.azimuth.application.port.audit.AuditDeviceSpec;
import jakarta.inject.Inject;
import java.time.Duration;

/** Opens devices that send their records to the syslog daemon of this machine. */
final class SyslogAuditDeviceFactory implements AuditDeviceFactory {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @Inject
  SyslogAuditDeviceFactory() {}

  @Override
  public String type() {
    return "syslog";
  }

  /** Does not connect yet: the first record does. */
  @Override
  public AuditDevice open(AuditDeviceSpec device) {
    SyslogOptions options = SyslogOptions.of(device.options());
    SyslogMessage form = new SyslogMessage(options, ProcessHandle.current().pid());
    return new SocketAuditDevice(
        device.path(),
        "syslog daemon",
        options.stream() ? record -> SyslogMessage.counted(form.of(record)) : form::of,
        deadline ->
            options.stream()
                ? StreamLink.to(options.address(), deadline)
                : DatagramLink.to(options.address()),
        PATIENCE);
  }
}
