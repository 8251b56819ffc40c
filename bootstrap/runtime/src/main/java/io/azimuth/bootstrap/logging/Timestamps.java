package io.azimuth.bootstrap.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Formats the time of a record: UTC with milliseconds, always of the same length. */
final class Timestamps {

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Timestamps() {}

  static String of(ILoggingEvent event) {
    return FORM.format(Instant.ofEpochMilli(event.getTimeStamp()));
  }
}
