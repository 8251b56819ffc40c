package io.azimuth.bootstrap.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/**
 * Writes one JSON object per line: {@code @timestamp}, {@code @level}, {@code @module},
 * {@code @message}, as in Vault's log, then the facts as members, then {@code @error}.
 */
final class JsonLayout implements RecordLayout {

  /**
   * Escapes all characters that are not ASCII, so that a line cannot change the writing direction
   * of a terminal.
   */
  private static final JsonFactory JSON =
      new JsonFactoryBuilder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  @Override
  public String write(ILoggingEvent event) {
    RecordParts parts = RecordParts.of(event);
    StringWriter line = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("@timestamp", Timestamps.of(event));
      json.writeStringField("@level", event.getLevel().toString().toLowerCase(Locale.ROOT));
      json.writeStringField("@module", LoggerNames.shortened(event.getLoggerName()));
      json.writeStringField("@message", parts.sentence());
      for (Map.Entry<String, Object> fact : parts.facts().entrySet()) {
        json.writeFieldName(fact.getKey());
        value(json, fact.getValue());
      }
      if (event.getThrowableProxy() != null) {
        json.writeStringField("@error", trace(event.getThrowableProxy()));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string does not fail", e);
    }
    return line.append("\n").toString();
  }

  private static void value(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Integer || value instanceof Long) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Collection<?> values) {
      json.writeStartArray();
      for (String one : FactText.texts(values)) {
        json.writeString(one);
      }
      json.writeEndArray();
    } else {
      json.writeString(FactText.of(value));
    }
  }

  private static String trace(IThrowableProxy thrown) {
    StringBuilder out = new StringBuilder();
    for (IThrowableProxy t : ThrowableText.chain(thrown)) {
      out.append(ThrowableText.headline(t)).append('\n');
      for (StackTraceElementProxy frame : ThrowableText.frames(t)) {
        out.append('\t').append(frame.getSTEAsString()).append('\n');
      }
    }
    return out.toString();
  }
}
