package io.azimuth.adapters.storage.audit;

import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.application.port.audit.AuditDeviceFactory;
import io.azimuth.application.port.audit.AuditDeviceSpec;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;

/** Opens devices that send their records as lines of JSON to a collector. */
final class SocketAuditDeviceFactory implements AuditDeviceFactory {

  private final AuditConfig allowed;

  @Inject
  SocketAuditDeviceFactory(AuditConfig allowed) {
    this.allowed = allowed;
  }

  @Override
  public String type() {
    return "socket";
  }

  /** Does not connect yet: the first record does. */
  @Override
  public AuditDevice open(AuditDeviceSpec device) {
    SocketOptions options = SocketOptions.of(device.options(), allowed);
    return new SocketAuditDevice(
        device.path(),
        "collector",
        JsonLine::of,
        deadline ->
            options.datagrams()
                ? DatagramLink.to((InetSocketAddress) options.address())
                : StreamLink.to(options.address(), deadline),
        options.writeTimeout());
  }
}
