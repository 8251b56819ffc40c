package io.azimuth.bootstrap.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;

/** Encodes records with a layout. */
final class RecordEncoder extends EncoderBase<ILoggingEvent> {

  private static final byte[] NOTHING = {};

  private final RecordLayout form;

  RecordEncoder(RecordLayout form) {
    this.form = form;
    start();
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return form.write(event).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
