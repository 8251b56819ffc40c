package io.azimuth.adapters.storage.audit;

import io.azimuth.adapters.storage.json.ValueJson;
import io.azimuth.spi.api.Value;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/** Writes records as syslog messages: the header of RFC 5424, then the record as JSON. */
final class SyslogMessage {

  private static final String NIL = "-";

  private final int priority;
  private final String tag;
  private final String process;

  SyslogMessage(SyslogOptions options, long processId) {
    this.priority = options.priority();
    this.tag = options.tag();
    this.process = Long.toString(processId);
  }

  byte[] of(Value.Obj auditRecord) {
    String head =
        String.join(
            " ", "<" + priority + ">1", time(auditRecord), NIL, tag, process, "audit", NIL, "");
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] json = ValueJson.write(auditRecord);
    byte[] message = new byte[start.length + json.length];
    System.arraycopy(start, 0, message, 0, start.length);
    System.arraycopy(json, 0, message, start.length, json.length);
    return message;
  }

  /** The message behind its length, as it is sent over a stream (RFC 6587, 3.4.1). */
  static byte[] counted(byte[] message) {
    byte[] length = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
    byte[] counted = Arrays.copyOf(length, length.length + message.length);
    System.arraycopy(message, 0, counted, length.length, message.length);
    return counted;
  }

  // RFC 5424 allows at most six digits of a second in the header. The record keeps all of them.
  private static String time(Value.Obj auditRecord) {
    Optional<String> time =
        auditRecord.get("time").map(value -> value instanceof Value.Text text ? text.text() : "");
    try {
      return time.map(text -> Instant.parse(text).truncatedTo(ChronoUnit.MICROS).toString())
          .orElse(NIL);
    } catch (DateTimeException e) {
      return NIL;
    }
  }
}
