package io.azimuth.bootstrap.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;

/** The text of one record, with the line feed at its end. */
@FunctionalInterface
interface RecordLayout {

  String write(ILoggingEvent event);
}
