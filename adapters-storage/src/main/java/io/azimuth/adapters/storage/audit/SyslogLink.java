package io.azimuth.adapters.storage.audit;

import java.io.IOException;

/** A connection to a syslog daemon. One thread at a time may use it. */
interface SyslogLink extends AutoCloseable {

  /** Gives one message to the operating system. */
  void send(byte[] message) throws IOException;

  @Override
  void close() throws IOException;
}
