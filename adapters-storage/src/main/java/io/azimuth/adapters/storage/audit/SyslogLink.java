package io.azimuth.adapters.storage.audit;

import java.io.IOException;

/** A way to a syslog daemon. For use by one thread at a time. */
interface SyslogLink extends AutoCloseable {

  /** Hands one message over to the operating system. */
  void send(byte[] message) throws IOException;

  @Override
  void close() throws IOException;
}
