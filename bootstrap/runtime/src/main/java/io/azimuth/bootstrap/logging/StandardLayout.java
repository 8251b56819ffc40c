package io.azimuth.bootstrap.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

/**
 * Writes {@code TIME LEVEL logger: message key=value}. A stack trace follows on lines that begin
 * with a tab; no other line can begin with one.
 */
final class StandardLayout implements RecordLayout {

  @Override
  public String write(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(160);
    line.append(Timestamps.of(event)).append(' ');
    line.append(String.format("%-5s", event.getLevel())).append(' ');
    line.append(LoggerNames.shortened(event.getLoggerName())).append(": ");
    line.append(RecordParts.of(event).text());
    line.append('\n');
    ThrowableText.chain(event.getThrowableProxy()).forEach(thrown -> throwable(line, thrown));
    return line.toString();
  }

  private static void throwable(StringBuilder out, IThrowableProxy thrown) {
    out.append('\t').append(Escaping.plain(ThrowableText.headline(thrown))).append('\n');
    for (StackTraceElementProxy frame : ThrowableText.frames(thrown)) {
      out.append("\t\t").append(Escaping.plain(frame.getSTEAsString())).append('\n');
    }
  }
}
