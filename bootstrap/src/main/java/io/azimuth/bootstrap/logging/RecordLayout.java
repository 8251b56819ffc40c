package io.azimuth.bootstrap.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;

/** How one record looks, the line feed at its end included. */
@FunctionalInterface
interface RecordLayout {

  String write(ILoggingEvent event);
}
